using System.Text.Json;
using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Infrastructure.Evaluation;

/// <summary>Makes marks without comments of what the database tells of them. Few are different: those that are equal are one.</summary>
internal sealed class BareMarks
{
    private readonly Dictionary<string, string[]> criteria = [];
    private readonly Dictionary<(string Criteria, string Values), IReadOnlyList<Mark>> sheets = [];
    private readonly Dictionary<(string Criterion, int Value), Mark> marks = [];

    /// <param name="criteriaJson">The criteria of a sheet, as JSON.</param>
    /// <param name="valuesJson">Their marks in the same order.</param>
    public IReadOnlyList<Mark> Read(string criteriaJson, string valuesJson)
    {
        if (sheets.TryGetValue((criteriaJson, valuesJson), out var known))
        {
            return known;
        }

        if (!criteria.TryGetValue(criteriaJson, out var codes))
        {
            criteria.Add(criteriaJson, codes = JsonSerializer.Deserialize<string[]>(criteriaJson)!);
        }

        var values = JsonSerializer.Deserialize<int[]>(valuesJson)!;
        IReadOnlyList<Mark> read = [.. codes.Zip(values, MarkOf)];
        sheets.Add((criteriaJson, valuesJson), read);
        return read;
    }

    private Mark MarkOf(string criterion, int value)
    {
        if (!marks.TryGetValue((criterion, value), out var mark))
        {
            marks.Add((criterion, value), mark = new Mark(criterion, value, null));
        }

        return mark;
    }
}
