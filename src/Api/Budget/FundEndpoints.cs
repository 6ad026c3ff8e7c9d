using SocialInnovation.Api.Http;
using SocialInnovation.Application.Budget;
using SocialInnovation.Application.Budget.ManageFunds;
using SocialInnovation.Application.Budget.ReadLedger;
using SocialInnovation.Application.Budget.ReserveEnvelope;
using SocialInnovation.Application.Budget.ShowFunds;
using SocialInnovation.Application.Budget.TransferMoney;
using SocialInnovation.Application.Calls;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Calls;

namespace SocialInnovation.Api.Budget;

internal static class FundEndpoints
{
    private const string Funds = "/api/v1/funds";
    private const string Envelopes = "/api/v1/envelopes";

    public static void MapFunds(this IEndpointRouteBuilder app)
    {
        MapContributions(app.MapGroup("/api/v1").WithTags("Budget"));
        MapEnvelopes(app.MapGroup("/api/v1").WithTags("Budget"));
        MapLedger(app.MapGroup("/api/v1").WithTags("Budget"));
    }

    private static void MapContributions(RouteGroupBuilder budget)
    {
        budget
            .MapPost(
                "/funds",
                (OpenFundBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new OpenFund(body), ct).Created(http, x => $"{Funds}/{x.Id}")
            )
            .For<OpenFund>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        budget
            .MapGet(
                "/funds",
                (int? limit, string? cursor, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ListFunds(new PageRequest(limit, cursor)), ct).ReadPage(http)
            )
            .For<ListFunds>()
            .Produces<Page<FundModel>>();
        budget
            .MapGet(
                "/funds/{id:guid}",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new GetFund(new FundId(id)), ct).Read(http, x => x.Version)
            )
            .For<GetFund>()
            .Produces<FundModel>();
        budget
            .MapGet(
                "/funds/public-summaries",
                (int? limit, string? cursor, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ListPublicFunds(new PageRequest(limit, cursor)), ct).ReadPage(http)
            )
            .For<ListPublicFunds>()
            .Produces<Page<PublicFund>>();
        budget
            .MapGet(
                "/funds/{id:guid}/public-summary",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new GetPublicFundSummary(new FundId(id)), ct).Read(http)
            )
            .For<GetPublicFundSummary>()
            .Produces<PublicFundSummary>();
        budget
            .MapPost(
                "/funds/{id:guid}/contributions",
                (Guid id, AddContributionBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new AddContribution(new FundId(id), http.IfMatch(), body), ct)
                        .Created(http, x => $"{Funds}/{x.Id}")
            )
            .GatedBy(typeof(FundGate))
            .For<AddContribution>()
            .Produces<ContributionReceipt>(StatusCodes.Status201Created);
        budget
            .MapPost(
                "/funds/{id:guid}/contributions/{contributionId:guid}/signature",
                (Guid id, Guid contributionId, SignContributionBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new SignContribution(new FundId(id), http.IfMatch(), contributionId, body), ct)
                        .Created(http, x => $"{Funds}/{x.Id}")
            )
            .GatedBy(typeof(FundGate))
            .For<SignContribution>()
            .Produces<Receipt>(StatusCodes.Status201Created);
    }

    private static void MapEnvelopes(RouteGroupBuilder budget)
    {
        budget
            .MapPost(
                "/envelopes",
                (ReserveEnvelopeBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ReserveEnvelope(body), ct).Created(http, x => $"{Envelopes}/{x.Id}")
            )
            .For<ReserveEnvelope>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        budget
            .MapGet(
                "/envelopes/{id:guid}",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new GetEnvelope(new EnvelopeId(id)), ct)
                        .Read(http, x => x.Version, x => $"/api/v1/calls/{x.CallId.Value}")
            )
            .For<GetEnvelope>()
            .Produces<EnvelopeModel>();
        budget
            .MapGet(
                "/calls/{id:guid}/envelope",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new GetEnvelopeOfCall(new CallId(id)), ct).Read(http, x => x.Version)
            )
            .GatedBy(typeof(CallGate))
            .For<GetEnvelopeOfCall>()
            .Produces<EnvelopeModel>();
        budget
            .MapPost(
                "/envelopes/{id:guid}/transfers",
                (Guid id, TransferMoneyBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new TransferMoney(new EnvelopeId(id), http.IfMatch(), body), ct)
                        .Created(http, x => $"{Envelopes}/{x.Id}")
            )
            .GatedBy(typeof(EnvelopeGate))
            .For<TransferMoney>()
            .Produces<TransferReceipt>(StatusCodes.Status201Created);
        budget
            .MapGet(
                "/envelopes/{id:guid}/transfers",
                (Guid id, int? limit, string? cursor, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ListTransfers(new EnvelopeId(id), new PageRequest(limit, cursor)), ct).ReadPage(http)
            )
            .GatedBy(typeof(EnvelopeGate))
            .For<ListTransfers>()
            .Produces<Page<TransferModel>>();
    }

    private static void MapLedger(RouteGroupBuilder budget)
    {
        budget
            .MapGet(
                "/ledger-entries",
                (
                    int? limit,
                    Guid? cursor,
                    Guid? fundId,
                    Guid? envelopeId,
                    Guid? grantId,
                    string? financer,
                    DateOnly? from,
                    DateOnly? to,
                    HttpContext http,
                    IDispatcher dispatcher,
                    CancellationToken ct
                ) =>
                    dispatcher
                        .SendAsync(new ListLedgerEntries(limit, cursor, fundId, envelopeId, grantId, financer, from, to), ct)
                        .ReadPage(http)
            )
            .For<ListLedgerEntries>()
            .Produces<Page<LedgerEntryModel>>();
        budget
            .MapGet(
                "/balances",
                (Guid fundId, string? by, DateOnly? asOf, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new GetBalances(fundId, by, asOf), ct).Read(http)
            )
            .For<GetBalances>()
            .Produces<IReadOnlyList<BalanceModel>>();
    }
}
