namespace SocialInnovation.Application.Common.Files;

/// <summary>Bounds of documents that are uploaded.</summary>
public static class DocumentLimits
{
    /// <summary>Largest file that is taken, bytes.</summary>
    public const int Bytes = 20 * 1024 * 1024;

    /// <summary>Most documents of one innovation.</summary>
    public const int Documents = 20;

    public const int FileName = 100;

    /// <summary>A name that every file system takes, without what is not seen or turns the direction of writing, by which an ending can be hidden.</summary>
    public const string FileNamePattern =
        @"^[^\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff/\\:*?""<>|]+\.[A-Za-z0-9]{1,10}$";

    /// <summary>What is taken: the type by the ending of the name.</summary>
    public static readonly IReadOnlyDictionary<string, string> Types = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        [".pdf"] = MediaTypes.Pdf,
        [".odt"] = MediaTypes.Odt,
        [".ods"] = MediaTypes.Ods,
        [".odp"] = MediaTypes.Odp,
        [".docx"] = MediaTypes.Docx,
        [".xlsx"] = MediaTypes.Xlsx,
        [".pptx"] = MediaTypes.Pptx,
        [".csv"] = MediaTypes.Csv,
        [".txt"] = MediaTypes.Text,
    };

    /// <summary>What may be sent: a type of the list, or that of any file.</summary>
    public static readonly IReadOnlyList<string> Taken = [.. Types.Values, "application/octet-stream"];
}

/// <summary>Types of documents, as the IANA registers them.</summary>
public static class MediaTypes
{
    public const string Csv = "text/csv";
    public const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    public const string Odp = "application/vnd.oasis.opendocument.presentation";
    public const string Ods = "application/vnd.oasis.opendocument.spreadsheet";
    public const string Odt = "application/vnd.oasis.opendocument.text";
    public const string Pdf = "application/pdf";
    public const string Pptx = "application/vnd.openxmlformats-officedocument.presentationml.presentation";
    public const string Text = "text/plain";
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
}
