namespace SocialInnovation.Clients.Tests.Changelog;

/// <summary>One difference between two documents of the API.</summary>
/// <param name="Text">Where and what, in words; the same for the same difference.</param>
/// <param name="IsBreaking">True when a program written against the former document may fail against the latter.</param>
internal sealed record ApiChange(string Text, bool IsBreaking);

/// <summary>The differences found, each once, in the order of their discovery.</summary>
internal sealed class ApiChanges
{
    private readonly List<ApiChange> all = [];

    public IEnumerable<string> Breaking => all.Where(x => x.IsBreaking).Select(x => x.Text);

    public IEnumerable<string> Harmless => all.Where(x => !x.IsBreaking).Select(x => x.Text);

    public void Break(string where, string what) => Add(new ApiChange($"{where}: {what}", IsBreaking: true));

    public void Note(string where, string what) => Add(new ApiChange($"{where}: {what}", IsBreaking: false));

    private void Add(ApiChange change)
    {
        if (!all.Contains(change))
        {
            all.Add(change);
        }
    }
}
