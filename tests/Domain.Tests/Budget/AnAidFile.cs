using System.Globalization;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Tests.Budget;

/// <summary>What is known of an undertaking, for tests to vary; the law is that of the table.</summary>
internal sealed record AnAidFile
{
    public static readonly Siren Cooperative = Siren.TryParse("732829320")!.Value;
    public static readonly Siren Subsidiary = Siren.TryParse("552100554")!.Value;
    public static readonly Siren Stranger = Siren.TryParse("900000019")!.Value;

    public static IReadOnlyList<AidRegulation> Law { get; } =
    [
        Regulation("ec-1998-2006", "2007-01-01", "2013-12-31", 200_000),
        Regulation("eu-1407-2013", "2014-01-01", "2023-12-31", 200_000),
        Regulation("eu-2023-2831", "2024-01-01", "2030-12-31", 300_000, AidWindow.Rolling),
        Regulation("eu-360-2012", "2012-04-29", "2023-12-31", 500_000, basis: StateAidBasis.SgeiDeMinimis),
        Regulation("eu-2023-2832", "2024-01-01", "2030-12-31", 750_000, AidWindow.Rolling, StateAidBasis.SgeiDeMinimis),
    ];

    public StateAidBasis Basis { get; init; } = StateAidBasis.DeMinimis;

    /// <summary>What the application states.</summary>
    public decimal Stated { get; init; }

    public string StatedOn { get; init; } = "2013-10-01";

    /// <summary>Who is linked.</summary>
    public IReadOnlyList<Undertaking> Undertakings { get; init; } = [];

    /// <summary>What is known to be received.</summary>
    public IReadOnlyList<ReceivedAid> Received { get; init; } = [];

    /// <summary>What linked applicants of the same call state.</summary>
    public IReadOnlyList<StatedAid> OthersState { get; init; } = [];

    /// <summary>What the decision awards beside it.</summary>
    public decimal Also { get; init; }

    public static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);

    public static ReceivedAid Aid(string on, decimal amount, Siren? siren = null) => new(siren ?? Cooperative, Day(on), new Money(amount));

    /// <summary>An undertaking of the cooperative and the subsidiary, who is linked for a time.</summary>
    public static Undertaking Group(string from = "2000-01-01", string? until = null, string yearEnd = "12-31") =>
        Undertaking
            .Link(
                new UndertakingId(Guid.CreateVersion7()),
                "A group",
                FiscalYearEnd.FromTrusted(yearEnd),
                [
                    new UndertakingMember(Cooperative, Day("2000-01-01"), null),
                    new UndertakingMember(Subsidiary, Day(from), until is null ? null : Day(until)),
                ]
            )
            .Value;

    public Error? WhyNot(decimal amount, string on) =>
        DeMinimis.WhyNot(File(), Cooperative, new Money(amount), Day(on), Statement(), new Money(Also));

    public decimal? Left(string on) => DeMinimis.Left(File(), Cooperative, Day(on), Statement(), new Money(Also))?.Amount;

    /// <summary>Asserts that so much may be awarded, and a cent more not.</summary>
    public void Leaves(decimal amount, string on)
    {
        Assert.Equal(amount, Left(on));
        Assert.Null(WhyNot(amount, on));
        var refusal = WhyNot(amount + 0.01m, on);
        Assert.Equal("budget.de-minimis-exceeded", refusal?.Code);
        Assert.Equal(new Money(amount), refusal!.Arguments["left"]);
    }

    private static AidRegulation Regulation(
        string code,
        string from,
        string to,
        decimal ceiling,
        AidWindow window = AidWindow.FiscalYears,
        StateAidBasis basis = StateAidBasis.DeMinimis
    ) => new(code, basis, code, Day(from), Day(to), new Money(ceiling), window);

    private AidFile File() => new(Basis, Law, Undertakings, Received, OthersState);

    private AidStatement Statement() => new(new Money(Stated), Day(StatedOn));
}
