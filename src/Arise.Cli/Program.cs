using System.CommandLine;
using Arise.Cli;

var root = new RootCommand("Crystal-structure recognition: which prototype do these atoms form, and how sure is that?");
root.Subcommands.Add(ClassifyCommand.Create());
root.Subcommands.Add(PrototypesCommand.Create());
root.Subcommands.Add(ConvertCommand.Create());
root.Subcommands.Add(DatasetCommand.Create());
root.Subcommands.Add(TrainCommand.Create());

return CommandLineApplication.Run(root, args);
