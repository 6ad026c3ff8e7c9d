using SocialInnovation.Api.Commands;

return await Cli.RunAsync(args);
