using Arise.Cli;

return CommandLineApplication.Run(args);
