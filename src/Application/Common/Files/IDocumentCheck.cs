namespace SocialInnovation.Application.Common.Files;

/// <summary>Tells whether a file is what its name says, by its content. It is no scanner for malware.</summary>
public interface IDocumentCheck
{
    /// <summary>Why a file is not taken: it is no document of this type, or runs a program when it is opened.</summary>
    /// <param name="content">The file, which can be read from the beginning again.</param>
    /// <param name="mediaType">One of <see cref="DocumentLimits.Types"/>.</param>
    Error? WhyNot(Stream content, string mediaType);
}

/// <summary>All ways in which an uploaded document is refused.</summary>
public static class DocumentErrors
{
    /// <param name="endings">Endings of the names that are taken.</param>
    public static Error UnknownType(string endings) =>
        Error.Rule("platform.document-type-unknown").With("endings", endings) with
        {
            Parameter = "fileName",
        };

    /// <param name="ending">Ending of the name.</param>
    public static Error Differs(string ending) => Error.Rule("platform.document-content-differs").With("ending", ending);

    public static Error HasMacros => Error.Rule("platform.document-has-macros");
}
