namespace SocialInnovation.Application.Calls;

/// <summary>Bounds that the validator, the table and the OpenAPI schema share.</summary>
public static class CallLimits
{
    public const int Reference = 40;

    public const string ReferencePattern = "^[A-Z0-9][A-Z0-9-]{1,38}[A-Z0-9]$";

    public const int Title = 200;

    public const int Description = 20_000;

    public const int Code = 60;

    public const string CodePattern = "^[a-z0-9]+(-[a-z0-9]+)*$";

    public const int Items = 50;
}
