using System.Text;
using System.Text.Json.Nodes;
using SocialInnovation.Api.Tests.Mechanisms;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Security;

/// <summary>
/// Every cell of the table of permissions is called: each operation without a token, as each role by somebody who has nothing to do with the
/// resource, and by somebody who has the relation that the table asks for.
/// </summary>
public sealed class PermissionMatrixTests(PermissionScene scene) : IClassFixture<PermissionScene>
{
    [Fact]
    public async Task EveryOperation_AnswersEveryRole_AsTheTableSays()
    {
        var wrong = new List<string>();
        foreach (var permission in scene.Permissions)
        {
            await CheckAsync(permission, "anonymous", scene.Api.Anonymous(), ExpectedOfAnonymous(permission), wrong);
            foreach (var (role, stranger) in scene.Strangers)
            {
                await CheckAsync(permission, role, stranger, Expected(permission, role), wrong);
            }
        }

        Assert.True(scene.Permissions.Count > 80, $"{scene.Permissions.Count} operations");
        Assert.Equal(13, scene.Strangers.Count);
        Assert.Empty(wrong);
    }

    [Fact]
    public async Task WhoeverHasTheRelation_GetsIn()
    {
        var (wrong, asked) = (new List<string>(), 0);
        foreach (var permission in scene.Permissions)
        {
            foreach (var admission in permission.Admitted.Where(x => x.Value is not null))
            {
                asked++;
                var insider = await scene.InsiderAsync(admission.Key, admission.Value!);
                await CheckAsync(permission, $"{admission.Key} with {admission.Value}", insider, Verdict.InWithRows, wrong);
            }
        }

        Assert.True(asked > 40, $"{asked} relations");
        Assert.Empty(wrong);
    }

    [Fact]
    public async Task WhatTheCallerMayNotKnow_AnswersAsWhatDoesNotExist()
    {
        var (different, compared) = (new List<string>(), 0);
        foreach (var permission in scene.Permissions.Where(x => x.Path.Contains("{id}", StringComparison.Ordinal)))
        {
            foreach (var (role, stranger) in scene.Strangers)
            {
                var hidden = await scene.SendAsync(stranger, permission, scene.Fill(permission.Path));
                if (hidden.Status != 404)
                {
                    continue;
                }

                compared++;
                var hiddenCost = scene.LastCost;
                var missing = await scene.SendAsync(stranger, permission, ReachableScene.FillWithNothing(permission.Path));
                if (missing.Status != 404 || Body(missing) != Body(hidden) || scene.LastCost != hiddenCost)
                {
                    different.Add(
                        $"{permission.Operation} as {role}: {Body(hidden)}, {hiddenCost} commands; {Body(missing)}, {scene.LastCost}"
                    );
                }
            }
        }

        Assert.True(compared > 50, $"{compared} compared");
        Assert.Empty(different);
    }

    [Fact]
    public void File_IsWhatTheCodeSays()
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "build", "security", "PERMISSIONS.md"));

        Assert.Equal(
            scene.Permissions.Select(x => x.Operation),
            lines.SkipWhile(x => !x.StartsWith("|---|---|---|---|", StringComparison.Ordinal)).Skip(1).Select(x => x.Split('|')[1].Trim())
        );
    }

    // What names the request itself differs always.
    private static string Body(ApiReply reply)
    {
        var body = reply.Body.DeepClone().AsObject();
        body.Remove("traceId");
        body.Remove("instance");
        return body.ToJsonString();
    }

    private static Verdict ExpectedOfAnonymous(TableLine permission) => permission.IsAnonymous ? Verdict.In : Verdict.NotSignedIn;

    private static Verdict Expected(TableLine permission, string role) =>
        !permission.Admitted.TryGetValue(role, out var relation) ? Verdict.Out
        : relation is null ? Verdict.In
        : Verdict.NotRelated;

    private async Task CheckAsync(TableLine permission, string role, ApiClient caller, Verdict expected, List<string> wrong)
    {
        var reply = await scene.SendAsync(caller, permission, scene.Fill(permission.Path));
        var holds = expected switch
        {
            // An operation before this one has erased the user, and its account with it, or withdrawn the innovation
            // and what hangs on it, or made the caller one of its authors: who is told so is in.
            Verdict.In => reply.Status is not (401 or 403 or 404)
                || reply.Code
                    is "platform.account-not-found"
                        or "catalogue.innovation-not-found"
                        or "catalogue.replication-not-found"
                        or "catalogue.adaptation-not-found"
                        or "catalogue.own-work",
            Verdict.InWithRows => reply.Status is not (401 or 403 or 404) && !IsEmptyList(permission, reply),
            Verdict.NotSignedIn => reply.Status == 401 && reply.Code == "access.not-signed-in",
            Verdict.Out => (reply.Status == 403 && reply.Code == "access.role-missing")
                || reply.Status == 404
                || IsEmptyList(permission, reply),
            _ => (reply.Status == 403 && reply.Code != "access.role-missing")
                || reply.Status == 404
                || IsEmptyList(permission, reply)
                // The organisation is named by the body, so the body is what is wrong.
                || (
                    reply.Status == 422
                    && reply.Code is "applications.not-own-organisation" or "catalogue.holder-missing" or "catalogue.unknown-organisation"
                ),
        };
        if (!holds)
        {
            wrong.Add(
                new StringBuilder($"{permission.Operation} as {role}, expected {expected}: ")
                    .Append(reply.Status)
                    .Append(' ')
                    .Append(reply.Text)
                    .ToString()
            );
        }
    }

    private static bool IsEmptyList(TableLine permission, ApiReply reply) =>
        permission.Method == "GET"
        && !permission.Path.Contains('{', StringComparison.Ordinal)
        && reply.Status == 200
        && reply.Body["items"] is JsonArray { Count: 0 };

    private enum Verdict
    {
        In,
        InWithRows,
        NotSignedIn,
        Out,
        NotRelated,
    }
}
