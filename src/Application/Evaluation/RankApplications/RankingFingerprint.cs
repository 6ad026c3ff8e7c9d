using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Application.Evaluation.RankApplications;

/// <summary>
/// SHA-256 of a text that says all that a ranking follows from, hex: one line a fact, in an order that does not depend on the database's. The
/// same facts give the same fingerprint on any machine.
/// </summary>
internal static class RankingFingerprint
{
    private const int Chunk = 1 << 16;

    public static string Of(CallRules call, IReadOnlyList<MarkedApplication> applications)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var text = new StringBuilder(2 * Chunk);
        Append(text, call);
        var lines = new SheetLines();
        foreach (var application in applications.OrderBy(x => x.Reference, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"application {application.Reference} {application.SubmittedAt.UtcDateTime:O}\n");
            lines.Append(text, application.Sheets);
            // Said only where there is one, as below.
            foreach (var (criterion, value) in application.Consensus.OrderBy(x => x.Key, StringComparer.Ordinal))
            {
                text.Append(CultureInfo.InvariantCulture, $"consensus {criterion}={value}\n");
            }

            if (text.Length >= Chunk)
            {
                Feed(hash, text);
            }
        }

        Feed(hash, text);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(StringBuilder text, CallRules call)
    {
        text.Append(CultureInfo.InvariantCulture, $"minimum {call.MinimumScore}\nties {string.Join(' ', call.TieBreaks)}\n");
        foreach (var criterion in call.Criteria)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"criterion {criterion.Code} {criterion.Weight} {criterion.ScaleMinimum} {criterion.ScaleMaximum}\n"
            );
            // Said only where it is not the plain case: rankings that were frozen before there was another keep their fingerprint.
            if (criterion.Method != MarkMethod.Mean || criterion.EliminatoryMinimum is not null)
            {
                text.Append(CultureInfo.InvariantCulture, $"rules {Naming.Word(criterion.Method)} {criterion.EliminatoryMinimum}\n");
            }
        }
    }

    // All of the text at once would be megabytes; no line is split, so no character is.
    private static void Feed(IncrementalHash hash, StringBuilder text)
    {
        var characters = ArrayPool<char>.Shared.Rent(text.Length);
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        text.CopyTo(0, characters, text.Length);
        hash.AppendData(bytes.AsSpan(0, Encoding.UTF8.GetBytes(characters.AsSpan(0, text.Length), bytes)));
        ArrayPool<char>.Shared.Return(characters);
        ArrayPool<byte>.Shared.Return(bytes);
        text.Clear();
    }

    // Sheets whose marks are the very same list have the same line: it is made once.
    private sealed class SheetLines
    {
        private readonly Dictionary<IReadOnlyList<Mark>, string> known = new(ReferenceEqualityComparer.Instance);
        private readonly List<string> ofApplication = [];

        public void Append(StringBuilder text, IReadOnlyList<MarkedSheet> sheets)
        {
            ofApplication.Clear();
            foreach (var sheet in sheets)
            {
                if (!known.TryGetValue(sheet.Marks, out var line))
                {
                    known.Add(sheet.Marks, line = Line(sheet.Marks));
                }

                ofApplication.Add(line);
            }

            ofApplication.Sort(StringComparer.Ordinal);
            foreach (var line in ofApplication)
            {
                text.Append(line).Append('\n');
            }
        }

        private static string Line(IReadOnlyList<Mark> marks) =>
            string.Join(
                ' ',
                marks
                    .OrderBy(x => x.Criterion, StringComparer.Ordinal)
                    .Select(x => string.Create(CultureInfo.InvariantCulture, $"{x.Criterion}={x.Value}"))
            );
    }
}
