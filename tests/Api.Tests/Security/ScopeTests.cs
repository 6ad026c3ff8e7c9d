using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SocialInnovation.Api.Security;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Security;

/// <summary>To what a token or key is restricted holds on every way: routes, what everybody may, the index, allowed actions.</summary>
public sealed class ScopeTests(PermissionScene scene) : IClassFixture<PermissionScene>
{
    private static readonly string[] Machines = ["applicant", "finance-system", "editor", "auditor"];

    private ApiFixture Api => scene.Api;

    [Fact]
    public async Task EveryOperation_WantsItsOwnScope_AndNoOther()
    {
        var (wrong, asked) = (new List<string>(), 0);
        foreach (var role in Machines)
        {
            var machine = (await Api.RegisterAsync($"scoped.{role}", role)).UserId;
            foreach (var scope in scene.Permissions.Where(x => !x.IsAnonymous).Select(x => x.Scope).Distinct())
            {
                var with = Api.WithKey((await Api.IssueKeyAsync(machine, scope)).Key());
                var without = Api.WithKey((await Api.IssueKeyAsync(machine, [.. Scopes.All.Where(x => x != scope && x != "api")])).Key());
                foreach (var line in scene.Permissions.Where(x => !x.IsAnonymous && x.Scope == scope && x.Admitted.ContainsKey(role)))
                {
                    asked++;
                    var refused = await scene.SendAsync(without, line, scene.Fill(line.Path));
                    var let = await scene.SendAsync(with, line, scene.Fill(line.Path));
                    var names =
                        refused.Status == 403 && refused.Body["detail"]!.GetValue<string>().Contains(scope, StringComparison.Ordinal);
                    if (
                        !names
                        || refused.Code != "access.scope-missing"
                        || (let.Status == 403 && let.Code == "access.scope-missing")
                        || let.Status == 401
                    )
                    {
                        wrong.Add($"{line.Operation} as {role}: {refused.Text} {let.Text}");
                    }
                }
            }
        }

        Assert.True(asked > 50, $"{asked} asked");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void EveryUseCase_WantsTheScopeOfItsModule_WhateverTheRoles()
    {
        var useCases = Api.Services.GetRequiredService<IApiRoutes>().UseCases;

        Assert.All(
            useCases.Where(x => !AccessRule.Of(x.Request).IsAnonymous),
            x =>
            {
                var scope = AccessRule.Of(x.Request).Scope;
                Assert.Equal(x.Method == "GET" ? "read" : "write", scope.Split('.')[1]);
                Assert.Null(AccessRule.Of(x.Request).WhyNot(Caller(scope)));
                Assert.Null(AccessRule.Of(x.Request).WhyNot(Caller("api")));
                Assert.Null(AccessRule.Of(x.Request).WhyNot(Caller(null)));
                Assert.Equal(
                    "access.scope-missing",
                    AccessRule.Of(x.Request).WhyNot(Caller([.. Scopes.All.Where(y => y != scope && y != "api")]))?.Code
                );
                Assert.Equal("access.scope-missing", AccessRule.Of(x.Request).WhyNot(Caller([]))?.Code);
            }
        );
        Assert.Equal(19, Scopes.All.Count);
        Assert.Equal(Scopes.All.Skip(1).Order(), useCases.Select(x => AccessRule.Of(x.Request).Scope).Distinct().Order());
    }

    [Fact]
    public async Task WithoutItsScope_ACallerSeesWhatEverybodySees()
    {
        var reader = (await Api.RegisterAsync("scoped.reader", "auditor")).UserId;
        const string Calls = "/api/v1/calls?limit=1";
        var everybody = (await Api.Anonymous().GetAsync(Calls)).Expect(200);

        var without = (await Api.WithKey((await Api.IssueKeyAsync(reader, "budget.read")).Key()).GetAsync(Calls)).Expect(200);
        var with = (await Api.WithKey((await Api.IssueKeyAsync(reader, "calls.read")).Key()).GetAsync(Calls)).Expect(200);

        Assert.Equal(everybody.Text, without.Text);
        Assert.Equal(everybody.Headers.CacheControl!.ToString(), without.Headers.CacheControl!.ToString());
        Assert.Contains("no-store", with.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Index_ShowsWhatTheScopesLetTheCallerReach()
    {
        var reader = (await Api.RegisterAsync("scoped.index", "auditor")).UserId;

        var index = (await Api.WithKey((await Api.IssueKeyAsync(reader, "budget.read")).Key()).GetAsync("/api/v1")).Expect(200).Body;

        var names = index["entryPoints"]!.AsArray().Select(x => x!["name"]!.GetValue<string>()).ToList();
        Assert.Contains("ledger-entries", names);
        Assert.Contains("calls", names);
        Assert.DoesNotContain("users", names);
        Assert.DoesNotContain("applications", names);
    }

    [Fact]
    public async Task AllowedActions_SayWhichScopeIsMissing()
    {
        await using var applications = await ApplicationScene.StartAsync();
        var path = $"{ApplicationScene.Applications}/{await applications.DraftCompleteAsync()}";
        var key = await applications.Api.IssueKeyAsync(applications.Applicant.UserId, "applications.read");

        var read = (await applications.Api.WithKey(key.Key()).GetAsync(path)).Expect(200).Body;
        var own = (await applications.Applicant.GetAsync(path)).Expect(200).Body;

        Assert.Equal("access.scope-missing", Submission(read)!["reason"]!.GetValue<string>());
        Assert.True(Submission(own)!["allowed"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData(null, 200, 200)]
    [InlineData("api", 200, 200)]
    [InlineData("openid platform.read", 200, 403)]
    [InlineData("budget.read", 403, 200)]
    [InlineData("openid", 403, 403)]
    [InlineData("", 403, 403)]
    public async Task Token_IsRestrictedToWhatItsScopeNames(string? scope, int users, int funds)
    {
        var key = new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32));
        await using var api = Api.StartAnother(services =>
            services.PostConfigure<JwtBearerOptions>(
                JwtBearerDefaults.AuthenticationScheme,
                options =>
                    options.TokenValidationParameters = new TokenValidationParameters
                    {
                        IssuerSigningKey = key,
                        ValidIssuer = "me",
                        ValidAudience = "social-innovation",
                    }
            )
        );
        foreach (var list in new[] { false, true })
        {
            var claims = new Dictionary<string, object> { ["sub"] = Guid.CreateVersion7().ToString(), ["roles"] = new[] { "auditor" } };
            if (scope is not null)
            {
                claims["scope"] = list ? scope.Split(' ') : scope;
            }

            var caller = api.WithKey(
                new JsonWebTokenHandler().CreateToken(
                    new SecurityTokenDescriptor
                    {
                        Issuer = "me",
                        Audience = "social-innovation",
                        Claims = claims,
                        SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.HmacSha256),
                    }
                )
            );

            Assert.Equal(users, (await caller.GetAsync("/api/v1/users")).Status);
            Assert.Equal(funds, (await caller.GetAsync("/api/v1/funds")).Status);
        }
    }

    [Fact]
    public void Claim_IsReadAsATextOrAList()
    {
        Assert.Null(Callers.From(Principal())!.Scopes);
        Assert.Equal(["budget.read", "calls.read"], Callers.From(Principal("openid calls.read budget.read"))!.Scopes!.Order());
        Assert.Equal(["budget.read", "calls.read"], Callers.From(Principal("openid", "calls.read", "budget.read"))!.Scopes!.Order());
        Assert.Empty(Callers.From(Principal(""))!.Scopes!);
        // What is for the provider alone restricts to nothing of ours.
        Assert.Empty(Callers.From(Principal("openid profile"))!.Scopes!);
    }

    private static ClaimsPrincipal Principal(params string[] scopes) =>
        new(new ClaimsIdentity([new Claim("sub", Guid.CreateVersion7().ToString()), .. scopes.Select(x => new Claim("scope", x))], "test"));

    private static Application.Common.Messaging.RequestContext Caller(params string[]? scopes) =>
        new() { Caller = new Caller(new UserId(Guid.CreateVersion7()), Enum.GetValues<Role>().ToHashSet(), Scopes: scopes?.ToHashSet()) };

    private static System.Text.Json.Nodes.JsonNode? Submission(System.Text.Json.Nodes.JsonNode application) =>
        application["allowedActions"]!.AsArray().Single(x => x!["action"]!.GetValue<string>() == "submission");
}
