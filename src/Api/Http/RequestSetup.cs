using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;
using SocialInnovation.Api.Security;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.ReadIndex;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Api.Http;

/// <summary>
/// Fixes what is true of a request before anything of it is read: who calls, the business instant, the addressed resource, the key of
/// its repetition.
/// </summary>
internal sealed class RequestSetup(RequestDelegate next, ProblemWriter problems)
{
    private const string Json = "application/json";

    public async Task InvokeAsync(HttpContext http, RequestContext context, IBusinessTime businessTime)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<OperationMetadata>() is not { } operation)
        {
            await next(http);
            return;
        }

        context.TraceId = ProblemWriter.TraceId(http);
        context.Caller = Callers.From(http.User);
        context.Origin = OriginOf(http.Connection.RemoteIpAddress);
        context.Now = await businessTime.AtAsync(ReceivedAt.Of(http), http.RequestAborted);
        if (await WhyNotAsync(http, operation, context) is { } refusal)
        {
            await problems.WriteAsync(http, refusal.Error, refusal.Status);
            return;
        }

        await next(http);
    }

    // What a known caller sees beyond everybody else is for its scopes. The index shows what it can reach, scopes and all.
    private static bool IsKnown(Caller caller, OperationMetadata operation) =>
        !operation.Access.IsAnonymous || operation.Request == typeof(ReadIndex) || caller.Covers(operation.Access.Scope);

    private static async Task<(Error Error, int Status)?> WhyNotAsync(HttpContext http, OperationMetadata operation, RequestContext context)
    {
        if (context.Caller is null && http.Request.Headers.Authorization.Count > 0)
        {
            // Whoever sends a token wants to be known: what everybody sees would be a wrong answer.
            return (AccessErrors.NotSignedIn, StatusCodes.Status401Unauthorized);
        }

        if (operation.Access.WhyNot(context) is { } refused)
        {
            return (refused, ErrorCatalogue.StatusOf(refused.Kind));
        }

        if (context.Caller is { } sender && !IsKnown(sender, operation))
        {
            context.Caller = null;
        }

        if (await AskGateAsync(http) is { } unknown)
        {
            return (unknown, ErrorCatalogue.StatusOf(unknown.Kind));
        }

        if (http.Request.Query.FirstOrDefault(x => x.Value.Any(HoldsNull)) is { Key: { } parameter })
        {
            var fault = RequestErrors.ValidationFailed.Because([
                HttpErrors.ParameterInvalid with
                {
                    Parameter = IsName(parameter) ? parameter : null,
                },
            ]);
            return (fault, StatusCodes.Status400BadRequest);
        }

        if (http.GetEndpoint()!.Metadata.GetMetadata<IAcceptsMetadata>() is { } accepted && IsForeign(http.Request, accepted))
        {
            return (HttpErrors.UnsupportedMediaType, StatusCodes.Status415UnsupportedMediaType);
        }

        if (operation.NeedsIdempotencyKey && context.Caller is { } caller && IdempotencyKey(http.Request) is { } key)
        {
            context.Idempotency = new IdempotencyRequest(
                caller.Id,
                $"{http.Request.Method} {http.Request.Path}",
                key,
                await FingerprintAsync(http)
            );
        }

        return null;
    }

    private static async Task<Error?> AskGateAsync(HttpContext http)
    {
        var metadata = http.GetEndpoint()!.Metadata;
        if (metadata.GetMetadata<GateMetadata>() is not { } gate)
        {
            return null;
        }

        var pending = new PendingGate(gate.Gate, Guid.Parse((string)http.Request.RouteValues["id"]!));
        if (metadata.GetMetadata<LateGateMetadata>() is null)
        {
            return await pending.WhyNotAsync(http);
        }

        http.Features.Set(pending);
        return null;
    }

    // What a named proxy forwards has replaced its own address by now.
    public static string? OriginOf(IPAddress? address) =>
        (address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address)?.ToString();

    // No text of the database holds U+0000, so nothing can be found by it.
    private static bool HoldsNull(string? value) => value?.Contains('\0', StringComparison.Ordinal) == true;

    // Whoever makes a name up does not hear it again.
    private static bool IsName(string parameter) =>
        parameter.Length is > 0 and <= Limits.Code && parameter.All(x => char.IsAsciiLetterOrDigit(x) || x == '-');

    /// <summary>The key, with or without the quotes of a structured field.</summary>
    public static string? IdempotencyKey(HttpRequest request) =>
        request.Headers["Idempotency-Key"] is { Count: 1 } values
        && values[0]?.Trim('"') is { Length: > 0 and <= 255 } key
        && key.All(x => x is >= ' ' and <= '~')
            ? key
            : null;

    // A body without a type is left to the reader of JSON, which knows whether there is one.
    private static bool IsForeign(HttpRequest request, IAcceptsMetadata accepted) =>
        request.ContentType is not { } sent
            ? !accepted.ContentTypes.Contains(Json)
            : !MediaTypeHeaderValue.TryParse(sent, out var type)
                || !accepted.ContentTypes.Any(x => type.MediaType.Equals(x, StringComparison.OrdinalIgnoreCase))
                || (type.Charset.HasValue && !type.Charset.Value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    private static async Task<string> FingerprintAsync(HttpContext http)
    {
        http.Request.EnableBuffering();
        var body = await SHA256.HashDataAsync(http.Request.Body, http.RequestAborted);
        http.Request.Body.Position = 0;
        // Where the body is a file, what is said of it stands in the query.
        var query = http.Request.QueryString.Value;
        return Convert.ToHexStringLower(string.IsNullOrEmpty(query) ? body : SHA256.HashData([.. body, .. Encoding.UTF8.GetBytes(query)]));
    }
}

/// <summary>The real instant at which a request's headers were read.</summary>
internal static class ReceivedAt
{
    private static readonly object Key = new();

    public static void Stamp(HttpContext http, TimeProvider clock) => http.Items[Key] = clock.GetUtcNow();

    public static DateTimeOffset Of(HttpContext http) => (DateTimeOffset)http.Items[Key]!;
}
