using SocialInnovation.Benchmarks;
using SocialInnovation.Benchmarks.Twin;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.SharedKernel;

// The program starts itself again for each of the two servers, so that load, service and twin are three processes.
return args switch
{
    ["service", var connection, var key] => await ServerProcess.ServeAsync(ServiceHost.Build(connection, key)),
    ["unaudited", var connection, var key] => await ServerProcess.ServeAsync(ServiceHost.Build(connection, key, isAudited: false)),
    ["told", var connection, var key] => await ServerProcess.ServeAsync(ServiceHost.Build(connection, key, tellsCaller: true)),
    ["guarded", var connection, _] => await ServerProcess.ServeAsync(ServiceHost.Guarded(connection)),
    ["open", var connection, var user] => await ServerProcess.ServeAsync(ServiceHost.Open(connection, user)),
    ["twin", var connection, var key] => await ServerProcess.ServeAsync(TwinHost.Build(connection, key)),
    ["ranker", var connection, var key, var call, var manager] => await RankingProcess.ServeAsync(
        ServiceHost.Build(connection, key),
        CallId.From(Guid.Parse(call)),
        UserId.From(Guid.Parse(manager))
    ),
    ["allocation", .. var rest] => await AllocationCost.RunAsync(Options.Parse(rest)),
    ["assign-once", var what] => AssignmentCost.RunOnce(what),
    ["assignment", .. var rest] => await AssignmentCost.RunAsync(Options.Parse(rest)),
    ["audit", .. var rest] => await AuditCost.RunAsync(Options.Parse(rest)),
    ["authentication", .. var rest] => await AuthenticationCost.RunAsync(Options.Parse(rest)),
    ["row-level", .. var rest] => await RowLevelCost.RunAsync(Options.Parse(rest)),
    ["ledger", .. var rest] => await LedgerCost.RunAsync(Options.Parse(rest)),
    ["search", .. var rest] => await SearchCost.RunAsync(Options.Parse(rest)),
    ["ranking", .. var rest] => await RankingCost.RunAsync(Options.Parse(rest)),
    _ => await Comparison.RunAsync(Options.Parse(args)),
};
