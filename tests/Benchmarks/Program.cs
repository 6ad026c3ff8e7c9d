using SocialInnovation.Benchmarks;
using SocialInnovation.Benchmarks.Twin;

// The program starts itself again for each of the two servers, so that load, service and twin are three processes.
return args switch
{
    ["service", var connection, var key] => await ServerProcess.ServeAsync(ServiceHost.Build(connection, key)),
    ["twin", var connection, var key] => await ServerProcess.ServeAsync(TwinHost.Build(connection, key)),
    _ => await Comparison.RunAsync(Options.Parse(args)),
};
