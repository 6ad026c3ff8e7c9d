namespace SocialInnovation.Application.Common;

/// <summary>Bounds of texts and lists that the validators, the tables and the OpenAPI schemas share.</summary>
public static class Limits
{
    public const int Reference = 40;

    public const string ReferencePattern = "^[A-Z0-9][A-Z0-9-]{1,38}[A-Z0-9]$";

    public const int Title = 200;

    public const int Description = 20_000;

    public const int Code = 60;

    public const string CodePattern = "^[a-z0-9]+(-[a-z0-9]+)*$";

    public const int Items = 50;

    /// <summary>The highest mark that a scale can have.</summary>
    public const int Mark = 100;

    /// <summary>Longest e-mail address, by RFC 5321.</summary>
    public const int Email = 254;

    /// <summary>One mailbox, written without a name.</summary>
    public const string EmailPattern = @"^[^@\s<>(),;:""\[\]\\]+@[^@\s<>(),;:""\[\]\\]+$";

    /// <summary>A language of mails.</summary>
    public const string LanguagePattern = "^(fr|en)$";

    /// <summary>More than there are départements.</summary>
    public const int Departments = 120;
}
