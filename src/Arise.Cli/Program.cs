using Arise.Cli;

VisibleWriter.Install();
return CommandLineApplication.Run(args);
