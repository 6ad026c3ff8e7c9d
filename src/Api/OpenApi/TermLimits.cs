using Microsoft.OpenApi;
using SocialInnovation.Application.Applications;
using SocialInnovation.Application.Blog;
using SocialInnovation.Application.Budget;
using SocialInnovation.Application.Catalogue;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Application.Common.Pictures;
using SocialInnovation.Application.Platform;
using SocialInnovation.Application.Research;
using SocialInnovation.Domain.Blog;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Research;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Api.OpenApi;

/// <summary>
/// What a member can hold that no validator speaks of, such as those of answers: one term has one meaning in the whole API, so it has one
/// bound. A member that is not named here stops the making of the document.
/// </summary>
internal static class TermLimits
{
    /// <summary>Any text: the one character that no text holds is U+0000.</summary>
    public const string AnyText = @"^[^\u0000]*$";

    private const string Fraction = @"^-?\d{1,30}(/\d{1,30})?$";
    private const string Signed = @"^-?(0|[1-9]\d{0,15})\.\d{2}$";
    private const string Points = @"^-?\d{1,30}(\.\d{1,4})?$";
    private const string Decimal = @"^\d{1,3}(\.\d{1,4})?$";
    private const string ErrorCode = @"^[a-z0-9-]+\.[a-z0-9-]+$";
    private const string Pointer = @"^#(/[^\u0000]*)?$";

    /// <summary>Lists whose length nothing bounds but their use: more is never sent in one answer.</summary>
    private const int Many = 10_000;

    /// <summary>A file that is answered.</summary>
    private const int MostBytes = 100 * 1024 * 1024;

    private static readonly Dictionary<string, (int Length, string Pattern)> Texts = new()
    {
        ["$schema"] = (500, @"^https?://[^\s]+$"),
        ["abandonmentReason"] = (Limits.Description, AnyText),
        ["accessToken"] = (8_000, @"^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$"),
        ["account"] = (Limits.Code, Limits.CodePattern),
        ["action"] = (Limits.Code, "^[A-Za-z0-9-]+$"),
        ["after"] = (1_000_000, AnyText),
        ["address"] = (45, "^[0-9A-Fa-f:.]+$"),
        ["algorithm"] = (5, "^ES256$"),
        ["allowedNetworks"] = (AllowedNetworks.Length, AllowedNetworks.Pattern),
        ["amount"] = (20, Signed),
        ["answers"] = (ApplicationLimits.Text, AnyText),
        ["ask"] = (Limits.Title, AnyText),
        ["authorName"] = (Limits.Title, AnyText),
        ["balance"] = (20, Signed),
        ["before"] = (1_000_000, AnyText),
        ["alsoAwarded"] = (ApplicationLimits.Reference, "^[A-Z0-9-]+$"),
        ["body"] = (Limits.Description, AnyText),
        ["bound"] = (40, Points),
        ["browser"] = (300, AnyText),
        ["alternativeEn"] = (PictureLimits.Alternative, AnyText),
        ["alternativeFr"] = (PictureLimits.Alternative, AnyText),
        ["captionEn"] = (PictureLimits.Caption, AnyText),
        ["captionFr"] = (PictureLimits.Caption, AnyText),
        ["credit"] = (PictureLimits.Credit, AnyText),
        ["source"] = (100, @"^/api/v1/pictures/[0-9a-f-]{36}\?width=[1-9]\d{0,4}$"),
        ["callReference"] = (Limits.Reference, Limits.ReferencePattern),
        ["callTitle"] = (Limits.Title, AnyText),
        ["cancellationExplanation"] = (Limits.Description, AnyText),
        ["cancellationReason"] = (Limits.Description, AnyText),
        ["category"] = (Limits.Code, Limits.CodePattern),
        ["chainHash"] = (64, "^[0-9a-f]{64}$"),
        ["clientId"] = (PlatformLimits.ClientId, AnyText),
        ["clientName"] = (Limits.Title, AnyText),
        ["code"] = (Limits.Code, ErrorCode),
        ["college"] = (Limits.Code, Limits.CodePattern),
        ["comment"] = (Limits.Description, AnyText),
        ["commune"] = (ApplicationLimits.Name, AnyText),
        ["answer"] = (CatalogueLimits.ContactMessage, AnyText),
        ["closingReason"] = (CatalogueLimits.ContactReason, AnyText),
        ["consentVersion"] = (CatalogueLimits.ConsentVersion, CatalogueLimits.ConsentVersionPattern),
        ["organisation"] = (Limits.Title, AnyText),
        ["homepage"] = (CatalogueLimits.Url, AnyText),
        ["communeCode"] = (5, ApplicationLimits.CommunePattern),
        ["criterion"] = (Limits.Code, Limits.CodePattern),
        ["cursor"] = (500, "^[A-Za-z0-9_-]*$"),
        ["decidedBy"] = (Limits.Code, "^[A-Za-z0-9-]+$"),
        ["decisionBody"] = (Limits.Title, AnyText),
        ["decisionReference"] = (Limits.Title, AnyText),
        ["decisionDocument"] = (Limits.Title, AnyText),
        ["difference"] = (20, Signed),
        ["displaced"] = (ApplicationLimits.Reference, "^[A-Z0-9-]+$"),
        ["figure"] = (24, Points),
        ["elementKey"] = (Limits.Code, Limits.CodePattern),
        ["here"] = (Limits.Title, AnyText),
        ["highestScore"] = (8, Decimal),
        ["lowestScore"] = (8, Decimal),
        ["margin"] = (24, Points),
        ["members"] = (Limits.Code, "^[A-Za-z]+$"),
        ["note"] = (Limits.Description, AnyText),
        ["noteEn"] = (BlogLimits.Note, AnyText),
        ["noteFr"] = (BlogLimits.Note, AnyText),
        ["notes"] = (Limits.Description, AnyText),
        ["objective"] = (40, Points),
        ["department"] = (3, @"^(\d{2,3}|2[AB])$"),
        ["departments"] = (3, @"^(\d{2,3}|2[AB])$"),
        ["description"] = (Limits.Description, AnyText),
        ["eliminatedBy"] = (Limits.Code, Limits.CodePattern),
        ["bias"] = (9, @"^-?\d{1,3}\.\d{4}$"),
        ["comments"] = (Limits.Description, AnyText),
        ["contribution"] = (8, Decimal),
        ["calibratedScore"] = (9, @"^-?\d{1,3}\.\d{4}$"),
        ["readAs"] = (Limits.Title, AnyText),
        ["term"] = (Limits.Code, "^[A-Za-z0-9-]+$"),
        ["word"] = (Limits.Title, AnyText),
        ["sharedWords"] = (Limits.Title, AnyText),
        ["part"] = (Limits.Code, "^[A-Za-z]+$"),
        ["recomputedInputHash"] = (64, "^[0-9a-f]{64}$"),
        ["recomputedScore"] = (8, Decimal),
        ["deviation"] = (8, Decimal),
        ["documentKinds"] = (Limits.Code, Limits.CodePattern),
        ["ownScore"] = (8, Decimal),
        ["references"] = (ApplicationLimits.Reference, "^[A-Z0-9-]+$"),
        ["granter"] = (Limits.Title, AnyText),
        ["regulation"] = (Limits.Code, Limits.CodePattern),
        ["stateAidReference"] = (Limits.Title, AnyText),
        ["reopeningReason"] = (Limits.Description, AnyText),
        ["detail"] = (Limits.Description, AnyText),
        ["displayName"] = (PlatformLimits.Name, AnyText),
        ["documents"] = (Limits.Code, Limits.CodePattern),
        ["email"] = (Limits.Email, Limits.EmailPattern),
        ["entityType"] = (Limits.Code, Limits.CodePattern),
        ["expenseCategories"] = (Limits.Code, Limits.CodePattern),
        ["file"] = (Limits.Title, AnyText),
        ["fileName"] = (ApplicationLimits.Name, AnyText),
        ["financer"] = (Limits.Title, AnyText),
        ["fiscalYearEnd"] = (FiscalYearEnd.Length, FiscalYearEnd.Pattern),
        ["flags"] = (4, "^(scop|scic|esus)$"),
        ["grantedScopes"] = (Limits.Code, "^[a-z_.-]+$"),
        ["href"] = (500, @"^/api/v1(/[a-z0-9-]+)*$"),
        ["html"] = (200_000, AnyText),
        ["inputHash"] = (64, "^[0-9a-f]{64}$"),
        ["keyId"] = (32, "^[0-9a-f]{32}$"),
        ["key"] = (ApiKeyText.Length, ApiKeyText.Pattern),
        ["kind"] = (Limits.Code, Limits.CodePattern),
        ["label"] = (Limits.Title, AnyText),
        ["language"] = (2, "^(fr|en)$"),
        ["legalBasis"] = (Limits.Title, AnyText),
        ["legalForm"] = (4, @"^\d{4}$"),
        ["legalForms"] = (4, @"^(\d|\d{2}|\d{4})$"),
        ["means"] = (62, Fraction),
        ["member"] = (Limits.Code, "^[a-z][A-Za-z]*$"),
        ["message"] = (Limits.Description, AnyText),
        ["method"] = (7, "^[A-Z]+$"),
        ["methods"] = (7, "^[A-Z]+$"),
        ["minutes"] = (Limits.Description, AnyText),
        ["missing"] = (Limits.Code, ErrorCode),
        ["movement"] = (Limits.Code, Limits.CodePattern),
        ["name"] = (Limits.Title, AnyText),
        ["nextCursor"] = (500, "^[A-Za-z0-9_-]+$"),
        ["onlineUrl"] = (PlaceLimits.Url, PlaceLimits.UrlPattern),
        ["operation"] = (Limits.Code, "^[A-Za-z]+$"),
        ["organiser"] = (Limits.Title, AnyText),
        ["organisationName"] = (PlatformLimits.Name, AnyText),
        ["origin"] = (45, "^[0-9a-fA-F.:%]+$"),
        ["outcomeReason"] = (Limits.Code, "^[a-z0-9.-]+$"),
        ["parameter"] = (Limits.Code, "^[A-Za-z0-9-]+$"),
        ["path"] = (500, @"^/api/v1(/[a-z0-9-]+|/\{[A-Za-z]+\})*$"),
        ["place"] = (Limits.Title, AnyText),
        ["pointer"] = (1_000, Pointer),
        ["policy"] = (Limits.Code, Limits.CodePattern),
        ["prefix"] = (ApiKeyText.PrefixLength, ApiKeyText.PrefixPattern),
        ["problem"] = (Limits.Description, AnyText),
        ["projectTitle"] = (ApplicationLimits.Title, AnyText),
        ["publicKey"] = (1_000, "^-----BEGIN PUBLIC KEY-----[A-Za-z0-9+/=\\s]+-----END PUBLIC KEY-----\\s*$"),
        ["purpose"] = (Limits.Description, AnyText),
        ["reason"] = (Limits.Description, AnyText),
        ["recipients"] = (Limits.Description, AnyText),
        ["question"] = (1_000, AnyText),
        ["refusalReason"] = (Limits.Description, AnyText),
        ["reference"] = (ApplicationLimits.Reference, "^[A-Z0-9-]+$"),
        ["registrationUrl"] = (PlaceLimits.Url, PlaceLimits.UrlPattern),
        ["rejectionReason"] = (BlogLimits.Reason, AnyText),
        ["resource"] = (Limits.Code, Limits.CodePattern),
        ["retention"] = (Limits.Title, AnyText),
        ["section"] = (Limits.Code, Limits.CodePattern),
        ["sharePercent"] = (6, Decimal),
        ["weightPercent"] = (6, Decimal),
        ["returnReason"] = (Limits.Description, AnyText),
        ["scope"] = (Limits.Code, Scopes.Pattern),
        ["scopes"] = (Limits.Code, Scopes.Pattern),
        ["score"] = (8, Decimal),
        ["signature"] = (100, "^[A-Za-z0-9+/=]+$"),
        ["signedText"] = (300, AnyText),
        ["siren"] = (9, Siren.Pattern),
        ["siret"] = (14, Siret.Pattern),
        ["slug"] = (PostSlug.MaxLength, PostSlug.Pattern),
        ["subject"] = (Limits.Title, AnyText),
        ["summary"] = (ApplicationLimits.Text, AnyText),
        ["supersedingReason"] = (Limits.Description, AnyText),
        ["tags"] = (Limits.Code, Limits.CodePattern),
        ["text"] = (Limits.Description, AnyText),
        ["theme"] = (Limits.Code, Limits.CodePattern),
        ["themes"] = (Limits.Code, Limits.CodePattern),
        ["there"] = (Limits.Title, AnyText),
        ["tieBreaks"] = (Limits.Code, "^[A-Za-z0-9-]+$"),
        ["timeZone"] = (Limits.Code, "^[A-Za-z0-9_+/-]+$"),
        ["title"] = (Limits.Title, AnyText),
        ["token"] = (PlatformLimits.Token, "^[A-Za-z0-9_-]+$"),
        ["tokenType"] = (6, "^Bearer$"),
        ["traceId"] = (64, @"^[A-Za-z0-9:.-]+$"),
        ["type"] = (500, @"^https?://[^\s]+$"),
        ["value"] = (62, Fraction),
        ["userName"] = (PlatformLimits.UserName, "^[a-z0-9][a-z0-9.-]*[a-z0-9]$"),
        ["container-title"] = (ResearchLimits.Title, AnyText),
        ["DOI"] = (Doi.MaxLength, Doi.KeptPattern),
        ["family"] = (ResearchLimits.Name, AnyText),
        ["given"] = (ResearchLimits.Name, AnyText),
        ["literal"] = (ResearchLimits.Name, AnyText),
        ["containerTitle"] = (ResearchLimits.Title, AnyText),
        ["doi"] = (Doi.MaxLength, Doi.KeptPattern),
        ["familyName"] = (ResearchLimits.Name, AnyText),
        ["givenName"] = (ResearchLimits.Name, AnyText),
        ["innovationTitle"] = (Limits.Title, AnyText),
        ["orcid"] = (Orcid.Length, Orcid.Pattern),
        ["partnerName"] = (ResearchLimits.Name, AnyText),
        ["publicationTitle"] = (ResearchLimits.Title, AnyText),
        ["ror"] = (Ror.Length, Ror.Pattern),
        ["sharedThemes"] = (Limits.Code, Limits.CodePattern),
        ["website"] = (ResearchLimits.Url, ResearchLimits.UrlPattern),
        ["withdrawalReason"] = (Limits.Description, AnyText),
    };

    private static readonly Dictionary<string, int> Lists = new()
    {
        ["items"] = PageRequest.MaxLimit,
        ["grantedScopes"] = Limits.Items,
        ["allowedActions"] = Limits.Items,
        ["allowedNetworks"] = Limits.Items,
        ["pictures"] = PictureLimits.Pictures,
        ["sizes"] = PictureLimits.Widths.Count,
        ["criteria"] = Limits.Items,
        ["eligibilityRules"] = Limits.Items,
        ["eligibleCosts"] = Limits.Items,
        ["costs"] = Limits.Items,
        ["departments"] = Limits.Departments,
        ["expenseCategories"] = Limits.Items,
        ["flags"] = Limits.Items,
        ["lines"] = 2,
        ["managers"] = Limits.Items + 1,
        ["marks"] = Limits.Items,
        ["means"] = Limits.Items,
        ["questions"] = Limits.Items,
        ["roles"] = Limits.Items,
        ["scopes"] = Limits.Items,
        ["themes"] = Limits.Items,
        ["tieBreaks"] = Limits.Items,
        ["eliminatedBy"] = Limits.Items,
        ["references"] = 1_000,
        ["unmet"] = 1_200,
        ["waiting"] = 100,
        ["bands"] = AllocationPolicyBodyValidator.MostBands,
        ["competitors"] = 20,
        ["bindings"] = Limits.Items,
        ["displaced"] = 100,
        ["alsoAwarded"] = 100,
        ["notes"] = 1_000,
        ["alternatives"] = 20,
        ["swaps"] = 5,
        ["former"] = 1_000,
        ["spreads"] = Limits.Items,
        ["interests"] = Limits.Items,
        ["documentKinds"] = Limits.Items,
        ["differences"] = 100,
        ["comments"] = 100,
        ["paymentCredits"] = BudgetLimits.Years,
        ["legalForms"] = Limits.Items,
        ["shares"] = BudgetLimits.Shares,
        ["answers"] = 200,
        ["ask"] = Limits.Items,
        ["elements"] = Limits.Items,
        ["progress"] = 4,
        ["established"] = 20,
        ["nodes"] = CatalogueLimits.LineageNodes,
        ["edges"] = CatalogueLimits.LineageNodes,
        ["replicationIds"] = 100,
        ["editions"] = BlogLimits.Editions,
        ["reports"] = BlogLimits.Reports,
        ["tags"] = BlogLimits.Tags,
        ["matchedIn"] = 4,
        ["matchedParts"] = 12,
        ["sharedWords"] = 5,
        ["sharedThemes"] = Limits.Items,
        ["data"] = ResearchLimits.SharedData,
        ["authors"] = ResearchLimits.Authors,
        ["author"] = ResearchLimits.Authors,
        ["date-parts"] = 1,
        ["innovations"] = ResearchLimits.Matches,
        ["grants"] = ResearchLimits.Matches,
        ["features"] = 2_000,
        ["coordinates"] = 2,
    };

    /// <summary>Bounds of integers that count or measure something other than 0 and up.</summary>
    private static readonly Dictionary<string, (string Minimum, string Maximum)> Numbers = new()
    {
        ["height"] = ("1", "2147483647"),
        ["width"] = ("1", "16000"),
        ["fiscalYear"] = ("2000", "2100"),
        ["year"] = ("2000", "2100"),
        ["minimumSheets"] = ("1", "50"),
        ["quorumPercent"] = ("1", "100"),
        ["mark"] = ("0", "100"),
        ["lowestMark"] = ("0", "100"),
        ["highestMark"] = ("0", "100"),
        ["readersPerApplication"] = ("1", "50"),
        ["collegesPerApplication"] = ("1", "50"),
        ["rank"] = ("1", "2147483647"),
        ["limit"] = ("1", "100"),
        ["status"] = ("400", "599"),
        ["weight"] = ("1", "100"),
        ["minimumMark"] = ("0", "100"),
        ["maximumMark"] = ("0", "100"),
        ["value"] = ("0", "100"),
        ["bytes"] = ("1", "104857600"),
        ["likenessPercent"] = ("0", "100"),
        ["scorePercent"] = ("0", "100"),
        ["issuedYear"] = ("1900", "2100"),
        ["date-parts"] = ("1900", "2100"),
        ["distanceMetres"] = ("0", "500000"),
    };

    /// <summary>Bounds a member of a request as far as the serializer sees to it; all else is for a validator to check.</summary>
    public static void ApplyToRequest(string member, OpenApiSchema schema)
    {
        var type = schema.Type & ~JsonSchemaType.Null;
        var isUnchecked = type switch
        {
            JsonSchemaType.String => schema is { Enum: null, Format: null, MaxLength: null, Pattern: null },
            JsonSchemaType.Integer => schema.Minimum is null || schema.Maximum is null,
            JsonSchemaType.Array => schema.MaxItems is null,
            _ => false,
        };
        if (isUnchecked)
        {
            throw new InvalidOperationException($"No validator bounds the member '{member}' of a request.");
        }

        if (type == JsonSchemaType.String && schema is { Enum: null, Format: null })
        {
            schema.MaxLength ??= Texts[member].Length;
            schema.Pattern ??= AnyText;
        }
        else if (type == JsonSchemaType.Array && schema.Items is OpenApiSchema items)
        {
            ApplyToRequest(member, items);
        }
        else
        {
            Apply(member, schema);
        }
    }

    public static void Apply(string member, OpenApiSchema schema)
    {
        var type = schema.Type & ~JsonSchemaType.Null;
        if (type == JsonSchemaType.String && schema.Enum is not { Count: > 0 })
        {
            Text(member, schema);
        }
        else if (type == JsonSchemaType.Integer)
        {
            var (minimum, maximum) = Numbers.GetValueOrDefault(member, ("0", schema.Format == "int64" ? "9007199254740991" : "2147483647"));
            schema.Minimum ??= minimum;
            schema.Maximum ??= maximum;
        }
        else if (type == JsonSchemaType.Array)
        {
            schema.MaxItems ??= Lists.GetValueOrDefault(member, Many);
            ApplyWithin(member, schema.Items);
        }
        else if (type == JsonSchemaType.Object && schema.AdditionalProperties is not null)
        {
            schema.MaxProperties ??= Lists[member];
            ApplyWithin(member, schema.AdditionalProperties);
        }
    }

    private static void ApplyWithin(string member, IOpenApiSchema? schema)
    {
        if (schema is OpenApiSchema own)
        {
            Apply(member, own);
        }
    }

    private static void Text(string member, OpenApiSchema schema)
    {
        switch (schema.Format)
        {
            case "uuid":
                (schema.MinLength, schema.MaxLength) = (36, 36);
                return;
            case "binary":
                schema.MaxLength = MostBytes;
                return;
            case "date":
                (schema.MinLength, schema.MaxLength) = (10, 10);
                return;
            case "date-time":
                (schema.MinLength, schema.MaxLength) = (20, 33);
                return;
        }

        if (schema is { MaxLength: not null, Pattern: not null })
        {
            return;
        }

        if (!Texts.TryGetValue(member, out var limit))
        {
            throw new InvalidOperationException($"{nameof(TermLimits)} does not say what the text '{member}' can hold.");
        }

        schema.MaxLength ??= limit.Length;
        schema.Pattern ??= schema.MaxLength == limit.Length ? limit.Pattern : AnyText;
    }
}
