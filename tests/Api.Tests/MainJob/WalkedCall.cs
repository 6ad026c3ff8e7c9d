using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.MainJob;

/// <summary>What a client of the walk has noted: the ids and versions of the answers that it got.</summary>
internal sealed class WalkedCall(MainJobWalk walk)
{
    private readonly Dictionary<Guid, int> versions = [];

    /// <summary>The bundle's <c>call.json</c>.</summary>
    public JsonNode Terms { get; } = JsonNode.Parse(MainJobWalk.Bundle.Text("call.json"))!;

    public Guid Id { get; set; }

    public Guid FundId { get; set; }

    public Guid RankingId { get; set; }

    public Guid ScenarioId { get; set; }

    public Guid MeetingId { get; set; }

    /// <summary>Applications by the reference that the bundle's files give them.</summary>
    public Dictionary<string, Guid> Applications { get; } = [];

    /// <summary>Code of the person that acts for the applicant of an application.</summary>
    public Dictionary<string, string> Applicants { get; } = [];

    /// <summary>The files' reference by the one that the service gave.</summary>
    public Dictionary<string, string> FileReferences { get; } = [];

    /// <summary>Code of the refusal by which an application never entered.</summary>
    public Dictionary<string, string> Refusals { get; } = [];

    public string Path => $"/api/v1/calls/{Id}";

    public ApiClient Actor(string role) => walk.Person(Terms["persons"]!.Word(role));

    public string Time(string name) => Terms["timeline"]!.Word(name);

    public string ServiceReference(string file) => FileReferences.Single(x => x.Value == file).Key;

    /// <summary>Posts with the last version that an answer told of the resource, and notes the new one.</summary>
    public async Task<ApiReply> PostAsync(ApiClient actor, string path, Guid resource, object? body = null)
    {
        var reply = await TryPostAsync(actor, path, resource, body);
        return reply.Expect(201);
    }

    public async Task<ApiReply> TryPostAsync(ApiClient actor, string path, Guid resource, object? body = null) =>
        Note(await actor.PostAsync(path, body, versions[resource]));

    public async Task<ApiReply> PutAsync(ApiClient actor, string path, Guid resource, object body) =>
        Note((await actor.PutAsync(path, body, versions[resource])).Expect(200));

    public async Task<ApiReply> CreateAsync(ApiClient actor, string path, object? body = null) =>
        Note((await actor.PostAsync(path, body)).Expect(201));

    /// <summary>Reads a resource and notes its version, which others may have raised.</summary>
    public async Task<ApiReply> ReadAsync(ApiClient actor, string path) => Note((await actor.GetAsync(path)).Expect(200));

    private ApiReply Note(ApiReply reply)
    {
        if (reply.Status is 200 or 201)
        {
            versions[reply.Id] = reply.Version;
        }

        return reply;
    }
}
