using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Applications.Events;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Tests.Applications;

public sealed class SubmissionTests
{
    private static readonly ApplicationContent Content = AnApplication.Content;

    /// <summary>Each change breaks one more check than the one before it, from the last to the first.</summary>
    [Fact]
    public void Submit_SaysTheFirstCheckThatFails_InTheOrderOfTheRules()
    {
        var content = Content;
        var application = GrantApplication.Draft(default, default, default, "9220", "R", content);
        var terms = AnApplication.Terms with { DocumentsDue = [] };
        var now = AnApplication.WhileOpen;
        Assert.Null(application.WhyNotSubmit(terms, now));

        Break(content with { CommuneCode = "75056" }, "outside-territory");
        Break(content with { Answers = new Dictionary<string, string> { ["why"] = "  " } }, "answer-missing");
        terms = AnApplication.Terms;
        Expect("document-missing");
        terms = terms with { MaximumAidRate = new Percentage(49.9999m) };
        Expect("above-aid-rate");
        terms = terms with { GrantCeiling = new Money(19_999.99m) };
        Expect("above-ceiling");
        Break(content with { Plan = content.Plan with { OwnFunds = new Money(15_000.01m) } }, "plan-unbalanced");
        now = AnApplication.OpensAt.AddSeconds(-1);
        Expect("call-not-open");
        now = AnApplication.ClosesAt.AddSeconds(1);
        Expect("call-closed");
        Assert.Null(application.Withdraw(now).Error);
        Expect("not-a-draft");

        void Break(ApplicationContent changed, string code)
        {
            content = changed;
            Assert.Null(application.Replace(content).Error);
            Expect(code);
        }

        void Expect(string code)
        {
            Assert.Equal($"applications.{code}", application.WhyNotSubmit(terms, now)?.Code);
            Assert.Equal($"applications.{code}", application.Submit(terms, 1, now).Error?.Code);
            Assert.Empty(application.Versions);
        }
    }

    [Fact]
    public void Submit_AtTheVeryInstantsOfOpeningAndClosing_IsInTime()
    {
        foreach (var instant in new[] { AnApplication.OpensAt, AnApplication.ClosesAt, AnApplication.ClosesAt.ToUniversalTime() })
        {
            Assert.Null(AnApplication.Draft().WhyNotSubmit(AnApplication.Terms, instant));
        }

        Assert.Equal("applications.call-not-open", WhyNotAt(AnApplication.OpensAt.AddTicks(-1)));
        Assert.Equal("applications.call-closed", WhyNotAt(AnApplication.ClosesAt.AddTicks(1)));

        static string? WhyNotAt(DateTimeOffset now) => AnApplication.Draft().WhyNotSubmit(AnApplication.Terms, now)?.Code;
    }

    [Fact]
    public void Submit_InTheHourThatComesTwice_GoesByTheInstantAndNotByTheClockOnTheWall()
    {
        // On 27 October 2013 it was 02:30 twice in Paris.
        var first = new DateTimeOffset(2013, 10, 27, 2, 30, 0, TimeSpan.FromHours(2));
        var second = new DateTimeOffset(2013, 10, 27, 2, 30, 0, TimeSpan.FromHours(1));
        var terms = AnApplication.Terms with { ClosesAt = first };

        Assert.Null(AnApplication.Draft().WhyNotSubmit(terms, first));
        Assert.Equal("applications.call-closed", AnApplication.Draft().WhyNotSubmit(terms, second)?.Code);
    }

    [Theory]
    [InlineData("15000.00", null)]
    [InlineData("15000.01", "applications.plan-unbalanced")]
    [InlineData("14999.99", "applications.plan-unbalanced")]
    public void Submit_BalancesThePlanToTheCent(string ownFunds, string? code) =>
        Assert.Equal(code, WhyNot(AnApplication.Terms, Content.Plan with { OwnFunds = Euros(ownFunds) }));

    [Theory]
    [InlineData("20000.00", null)]
    [InlineData("19999.99", "applications.above-ceiling")]
    public void Submit_HoldsTheCeilingToTheCent(string ceiling, string? code) =>
        Assert.Equal(code, WhyNot(AnApplication.Terms with { GrantCeiling = Euros(ceiling) }, Content.Plan));

    [Theory]
    [InlineData("33333.35", "66.6667", "50000.00", null)]
    [InlineData("33333.36", "66.6667", "50000.00", "applications.above-aid-rate")]
    [InlineData("25000.00", "50", "50000.00", null)]
    [InlineData("25000.01", "50", "50000.00", "applications.above-aid-rate")]
    [InlineData("25000.01", "50", "50000.01", "applications.above-aid-rate")]
    public void Submit_HoldsTheAidRateToTheCentWithoutRounding(string requested, string rate, string costs, string? code)
    {
        var plan = new FinancingPlan([new("investment", Euros(costs))], Euros(requested), Euros(costs) - Euros(requested), Money.Zero);

        Assert.Equal(code, WhyNot(AnApplication.Terms with { MaximumAidRate = new Percentage(Decimal(rate)) }, plan));
    }

    [Fact]
    public void Submit_WithoutDocumentsAndAnswers_NamesEach()
    {
        var application = GrantApplication.Draft(default, default, default, "9220", "R", Content);

        var error = application.WhyNotSubmit(AnApplication.Terms, AnApplication.WhileOpen)!;

        Assert.Equal("statutes, budget", error.Arguments["kinds"]);
        Assert.Equal(["statutes", "budget"], error.Details.Select(x => x.Arguments["kinds"]));
    }

    [Theory]
    [InlineData("57227", "57")]
    [InlineData("2A004", "2A")]
    [InlineData("97411", "974")]
    [InlineData("98818", "988")]
    [InlineData("01004", "01")]
    public void Department_IsTheBeginningOfTheCommunesCode(string commune, string department) =>
        Assert.Equal(department, (Content with { CommuneCode = commune }).Department);

    [Fact]
    public void Submit_KeepsTheVersionWhateverComesAfter()
    {
        var application = AnApplication.Draft();

        Assert.Null(application.Submit(AnApplication.Terms, 7, AnApplication.WhileOpen).Error);
        Assert.Null(AnApplication.AskFor(application, "accounts").Error);
        Assert.Null(application.AddDocument(AnApplication.Document("accounts", AnApplication.Deadline)).Error);
        Assert.Null(application.Complete(AnApplication.Deadline).Error);

        Assert.Equal([2, 3], application.Versions.Select(x => x.Documents.Count));
        Assert.Equal([AnApplication.WhileOpen, AnApplication.Deadline], application.Versions.Select(x => x.SubmittedAt));
        Assert.Equal(AnApplication.WhileOpen, application.SubmittedAt);
        Assert.Equal(7, application.ReceiptNumber);
        Assert.IsType<ApplicationSubmitted>(Assert.Single(application.DomainEvents));
    }

    [Fact]
    public void Missing_ListsAllButTime_InTheOrderOfTheChecks()
    {
        var plan = Content.Plan with { Requested = new Money(50_000) };
        var content = Content with { Plan = plan, CommuneCode = "75056", Answers = new Dictionary<string, string>() };

        Assert.Equal(
            ["plan-unbalanced", "above-ceiling", "above-aid-rate", "document-missing", "answer-missing", "outside-territory"],
            SubmissionPolicy.Missing(AnApplication.Terms, content, []).Select(x => x.Code["applications.".Length..])
        );
    }

    private static string? WhyNot(SubmissionTerms terms, FinancingPlan plan) =>
        AnApplication.Draft(Content with { Plan = plan }).WhyNotSubmit(terms, AnApplication.WhileOpen)?.Code;

    private static Money Euros(string amount) => new(Decimal(amount));

    private static decimal Decimal(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
