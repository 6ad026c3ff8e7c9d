using System.IO.Compression;
using System.Text.Json.Nodes;

namespace SocialInnovation.Testing;

/// <summary>A bundle of build/examples with the outcome that an independent program computed.</summary>
public sealed class ExampleBundle(string name)
{
    private readonly string folder = Path.Combine(Repository.Root, "build", "examples", name);

    public JsonNode Expected => JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")))!;

    public string Text(string file) => File.ReadAllText(Path.Combine(folder, file));

    /// <param name="change">Changes the text of a file on its way into the zip.</param>
    public byte[] Zip(Func<string, string, string>? change = null)
    {
        using var target = new MemoryStream();
        using (var archive = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var file in Directory.EnumerateFiles(folder).Where(x => Path.GetFileName(x) != "expected.json"))
            {
                using var writer = new StreamWriter(archive.CreateEntry(Path.GetFileName(file)).Open());
                var text = File.ReadAllText(file);
                writer.Write(change is null ? text : change(Path.GetFileName(file), text));
            }
        }

        return target.ToArray();
    }
}
