namespace SocialInnovation.Clients.Tests.Changelog;

/// <summary>Each kind of change in a pair of tiny documents: which break a program, which do not, and what is said of them.</summary>
public sealed class ApiComparisonTests
{
    private const string Post = "paths /things post";

    private const string Body = "components schemas Body";

    private const string Model = "components schemas Model";

    [Theory]
    [InlineData("paths /things", null, "POST /things: the operation is gone")]
    [InlineData("paths /things post", null, "POST /things: the operation is gone")]
    [InlineData($"{Post} operationId", "\"createThing\"", "POST /things: the operation's id was makeThing and is createThing")]
    [InlineData($"{Post} parameters 0", null, "POST /things: the query parameter limit is gone")]
    [InlineData($"{Post} parameters 0 required", "true", "POST /things: the query parameter limit has become required")]
    [InlineData(
        $"{Post} parameters 2",
        """{ "name": "X-Why", "in": "header", "required": true, "schema": { "type": "string" } }""",
        "POST /things: a new required header parameter X-Why"
    )]
    [InlineData($"{Post} parameters 0 schema maximum", "50", "POST /things, query parameter limit: maximum was 100 and is 50")]
    [InlineData(
        $"{Post} parameters 0 schema type",
        "\"string\"",
        "POST /things, query parameter limit: the type was integer and is string"
    )]
    [InlineData($"{Post} requestBody", null, "POST /things: the body is gone")]
    [InlineData($"{Post} requestBody required", "true", "POST /things: the body has become required")]
    [InlineData($"{Post} requestBody content", """{ "text/csv": {} }""", "POST /things, body: the media type application/json is gone")]
    [InlineData($"{Post} responses 409", null, "POST /things: the status 409 is gone")]
    [InlineData($"{Post} responses 201 headers ETag", null, "POST /things, answer 201: the header ETag is gone")]
    [InlineData(
        $"{Post} responses 201 headers ETag required",
        "false",
        "POST /things, answer 201: the header ETag is no longer always there"
    )]
    [InlineData(
        $"{Post} responses 201 content",
        """{ "text/csv": {} }""",
        "POST /things, answer 201: the media type application/json is gone"
    )]
    [InlineData($"{Post} security 0 bearer", """["admin"]""", "POST /things: it can no longer be called with bearer")]
    [InlineData($"{Post} security 0 key", "[]", "POST /things: it can no longer be called with bearer")]
    [InlineData($"{Body} required", """["name", "size"]""", "Body in requests: the member size has become required")]
    [InlineData($"{Body} properties size", null, "Body in requests: the member size is gone")]
    [InlineData($"{Body} properties size type", "\"integer\"", "Body in requests, member size: the type was number and is integer")]
    [InlineData($"{Body} properties size minimum", "1", "Body in requests, member size: minimum was 0 and is 1")]
    [InlineData($"{Body} properties size maximum", "9", "Body in requests, member size: maximum was open and is 9")]
    [InlineData($"{Body} properties note type", "\"string\"", "Body in requests, member note: it can no longer be null")]
    [InlineData($"{Body} properties name minLength", "3", "Body in requests, member name: minLength was 1 and is 3")]
    [InlineData($"{Body} properties name maxLength", "10", "Body in requests, member name: maxLength was 20 and is 10")]
    [InlineData($"{Body} properties name pattern", "\"^a\"", "Body in requests, member name: pattern was open and is ^a")]
    [InlineData($"{Body} properties name format", "\"date\"", "Body in requests, member name: the format was free and is date")]
    [InlineData($"{Body} properties name enum", """["a"]""", "Body in requests, member name: only a are left")]
    [InlineData($"{Body} properties tags maxItems", "2", "Body in requests, member tags: maxItems was 5 and is 2")]
    [InlineData($"{Body} properties tags items maxLength", "5", "Body in requests, member tags, each item: maxLength was 9 and is 5")]
    [InlineData(
        $"{Body} properties owner",
        """{ "$ref": "#/components/schemas/Person" }""",
        "Body in requests, member owner: it can no longer be null"
    )]
    [InlineData("components schemas Colour enum", """["red"]""", "Colour in requests: the value blue is gone")]
    [InlineData("components schemas Colour enum", """["red", "blue", "green"]""", "Colour in answers: a new value green")]
    [InlineData($"{Model} properties size", null, "Model in answers: the member size is gone")]
    [InlineData($"{Model} required", """["colour", "owner"]""", "Model in answers: the member id is no longer always there")]
    [InlineData($"{Model} properties size type", """["integer", "null"]""", "Model in answers, member size: it can be null")]
    [InlineData($"{Model} properties size type", "\"number\"", "Model in answers, member size: the type was integer and is number")]
    [InlineData($"{Model} properties id format", null, "Model in answers, member id: the format was uuid and is free")]
    [InlineData(
        $"{Model} properties owner",
        """{ "oneOf": [{ "type": "null" }, { "$ref": "#/components/schemas/Person" }] }""",
        "Model in answers, member owner: it can be null"
    )]
    [InlineData(
        $"{Model} properties maker",
        """{ "oneOf": [{ "type": "null" }, { "$ref": "#/components/schemas/Person" }] }""",
        "Model in answers, member maker: it can be null"
    )]
    public void Compare_WhenAProgramBreaks_NamesTheChange(string path, string? value, string expected) =>
        Assert.Equal([expected], ApiComparison.Compare(TinyApi.Read(), TinyApi.With(path, value)).Breaking);

    [Theory]
    [InlineData("paths /others", """{ "get": { "operationId": "listOthers" } }""", "GET /others: a new operation")]
    [InlineData(
        $"{Post} parameters 2",
        """{ "name": "sort", "in": "query", "schema": { "type": "string" } }""",
        "POST /things: a new optional query parameter sort"
    )]
    [InlineData($"{Post} parameters 1 required", "false", null)]
    [InlineData($"{Post} parameters 0 schema maximum", "200", "POST /things, query parameter limit: maximum was 100 and is 200")]
    [InlineData($"{Post} responses 422", "{}", "POST /things: a new status 422")]
    [InlineData($"{Post} responses 201 headers Link", "{}", "POST /things, answer 201: a new header Link")]
    [InlineData($"{Post} security 1", "{}", "POST /things: it can be called without signing in")]
    [InlineData($"{Post} summary", "\"Makes a thing.\"", null)]
    [InlineData($"{Body} required", "[]", "Body in requests: the member name is no longer always there")]
    [InlineData($"{Body} properties weight", """{ "type": "number" }""", "Body in requests: a new member weight")]
    [InlineData($"{Body} properties size minimum", null, "Body in requests, member size: minimum was 0 and is open")]
    [InlineData($"{Body} properties size type", """["number", "null"]""", "Body in requests, member size: it can be null")]
    [InlineData($"{Body} properties size description", "\"In metres.\"", null)]
    [InlineData($"{Model} properties weight", """{ "type": "number" }""", "Model in answers: a new member weight")]
    [InlineData($"{Model} required", """["id", "colour", "owner", "size"]""", "Model in answers: the member size has become required")]
    [InlineData($"{Model} properties size maximum", "9", "Model in answers, member size: maximum was open and is 9")]
    public void Compare_WhenNoProgramBreaks_FindsNoBreak(string path, string? value, string? note)
    {
        var changes = ApiComparison.Compare(TinyApi.Read(), TinyApi.With(path, value));

        Assert.Empty(changes.Breaking);
        Assert.Equal(note is null ? [] : [note], changes.Harmless);
    }

    [Fact]
    public void Compare_WhenNothingHasChanged_FindsNothing()
    {
        var changes = ApiComparison.Compare(TinyApi.Read(), TinyApi.Read());

        Assert.Empty(changes.Breaking);
        Assert.Empty(changes.Harmless);
    }

    [Fact]
    public void Compare_WhenAComponentHasAnotherName_FindsNoBreak()
    {
        var released = TinyApi.Read().ToJsonString();
        var renamed = released.Replace("Person", "Owner", StringComparison.Ordinal);

        var changes = ApiComparison.Compare(TinyApi.Read(), System.Text.Json.Nodes.JsonNode.Parse(renamed)!);

        Assert.NotEqual(released, renamed);
        Assert.Empty(changes.Breaking);
        Assert.Empty(changes.Harmless);
    }
}
