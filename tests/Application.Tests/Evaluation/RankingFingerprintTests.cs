using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CsCheck;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Evaluation.RankApplications;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Evaluation;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Application.Tests.Evaluation;

public sealed class RankingFingerprintTests
{
    private static readonly string[] Criteria = ["scaling", "Risk", "effets-é"];

    [Fact]
    public void Of_IsTheHashOfTheWholeText_WhateverTheOrder() =>
        Gen.Select(Calls, Gen.Select(Gen.Int[0, 9_999], Gen.Int[0, 1_000_000], Sheets).Array[1, 40])
            .Sample(
                (call, drawn) =>
                {
                    var applications = drawn
                        .DistinctBy(x => x.Item1)
                        // Long enough that the text of forty does not fit in one piece, and not of ASCII alone.
                        .Select(x => Application($"APPEL-É-{new string('x', 4_000)}-{x.Item1}", x.Item2, x.Item3))
                        .ToList();
                    var expected = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text(call, applications))));

                    Assert.Equal(expected, RankingFingerprint.Of(call, applications));
                    Assert.Equal(expected, RankingFingerprint.Of(call, [.. applications.AsEnumerable().Reverse()]));
                },
                iter: 300
            );

    private static Gen<CallRules> Calls =>
        Gen.Select(
            Gen.Int[0, 1_000_000],
            Gen.Select(Gen.Int[1, 100], Gen.Enum<MarkMethod>(), Gen.Int[-1, 5]).Array[1, 4],
            (minimum, criteria) =>
                new CallRules(
                    EntityId.New<CallId>(),
                    "APPEL",
                    "Appel",
                    CallPhase.Closed,
                    default,
                    default,
                    "Europe/Paris",
                    new Money(1),
                    new Percentage(50),
                    [],
                    [],
                    [],
                    [],
                    [],
                    [
                        .. criteria.Select(
                            (x, i) => new CallCriterion($"c{i}", "", x.Item1, 0, 5, [], x.Item3 < 0 ? null : x.Item3, false, x.Item2)
                        ),
                    ],
                    new Percentage(minimum / 10_000m),
                    1,
                    ["c0", "submittedAt"],
                    new AllocationPolicy(AllocationPolicy.Ranked, WhenExceeded.Skip),
                    [],
                    default,
                    null,
                    [],
                    IsBlind: false,
                    default
                )
        );

    // Some share their list of marks, as those that were read without comments do.
    private static Gen<IReadOnlyList<MarkedSheet>> Sheets =>
        Gen.Select(Gen.Shuffle(Criteria), Gen.Int[0, 11].Array[3])
            .Array[0, 5]
            .Select(all => (IReadOnlyList<MarkedSheet>)[.. all.Concat(all.Take(2)).Select(x => Sheet(x.Item1, x.Item2))]);

    private static MarkedSheet Sheet(string[] criteria, int[] marks) =>
        new(EntityId.New<UserId>(), [.. criteria.Zip(marks, (criterion, mark) => new Mark(criterion, mark, null))]);

    private static MarkedApplication Application(string reference, int seconds, IReadOnlyList<MarkedSheet> sheets) =>
        new(
            EntityId.New<GrantApplicationId>(),
            reference,
            new DateTimeOffset(2031, 10, 1, 12, 0, 0, TimeSpan.FromHours(2)).AddSeconds(seconds),
            [.. sheets, .. sheets.Take(1).Select(x => x with { Evaluator = EntityId.New<UserId>() })]
        );

    /// <summary>The text as it was laid down: what was frozen by it must be found again by it.</summary>
    private static string Text(CallRules call, IReadOnlyList<MarkedApplication> applications)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"minimum {call.MinimumScore}\nties {string.Join(' ', call.TieBreaks)}\n");
        foreach (var x in call.Criteria)
        {
            text.Append(CultureInfo.InvariantCulture, $"criterion {x.Code} {x.Weight} {x.ScaleMinimum} {x.ScaleMaximum}\n");
            if (x.Method != MarkMethod.Mean || x.EliminatoryMinimum is not null)
            {
                text.Append(CultureInfo.InvariantCulture, $"rules {Naming.Word(x.Method)} {x.EliminatoryMinimum}\n");
            }
        }

        foreach (var application in applications.OrderBy(x => x.Reference, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"application {application.Reference} {application.SubmittedAt.UtcDateTime:O}\n");
            foreach (var line in application.Sheets.Select(x => Line(x.Marks)).Order(StringComparer.Ordinal))
            {
                text.Append(line).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Line(IReadOnlyList<Mark> marks) =>
        string.Join(' ', marks.OrderBy(x => x.Criterion, StringComparer.Ordinal).Select(x => $"{x.Criterion}={x.Value}"));
}
