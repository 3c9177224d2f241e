using Arise.Cli;

return CommandLineApplication.Run(AriseCommand.Create(), args);
