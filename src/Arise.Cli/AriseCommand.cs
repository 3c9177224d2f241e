using System.CommandLine;
using System.CommandLine.Help;

namespace Arise.Cli;

/// <summary>The command <c>arise</c> with all its verbs.</summary>
internal static class AriseCommand
{
    public static Command Create()
    {
        var help = new HelpOption();
        help.Action = new Verb.Help((HelpAction)help.Action!);
        return new Command(
            "arise", "Crystal-structure recognition: which prototype do these atoms form, and how sure is that?")
        {
            help,
            new VersionOption(),
            new MaxMemoryOption(),
            DebugOption.Instance,
            ClassifyCommand.Create(),
            ExplainCommand.Create(),
            PrototypesCommand.Create(),
            LabelCommand.Create(),
            MapCommand.Create(),
            ExploreCommand.Create(),
            MakeCommand.Create(),
            ConvertCommand.Create(),
            DatasetCommand.Create(),
            TrainCommand.Create(),
            EvaluateCommand.Create(),
            SimilarityCommand.Create(),
            BainCommand.Create(),
            TuneCommand.Create(),
            ExtendCommand.Create(),
            CalibrateCommand.Create(),
            ReproduceCommand.Create(),
        };
    }
}
