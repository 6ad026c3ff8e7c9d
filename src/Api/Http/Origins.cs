namespace SocialInnovation.Api.Http;

internal static class Origins
{
    /// <summary>Scheme and host under which the caller knows the service.</summary>
    public static string Origin(this HttpContext http) => $"{http.Request.Scheme}://{http.Request.Host.ToUriComponent()}";
}
