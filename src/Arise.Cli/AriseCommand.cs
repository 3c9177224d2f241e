using System.CommandLine;
using System.CommandLine.Help;

namespace Arise.Cli;

/// <summary>The command <c>arise</c> with all its verbs.</summary>
internal static class AriseCommand
{
    public static Command Create() => new AriseProgram(
        "Crystal-structure recognition: which prototype do these atoms form, and how sure is that?",
        """
        Examples:
          arise classify crystal.cif
          arise label run.lammpstrj --species Ni,Al
          arise map polycrystal.xyz

        'arise help VERB' or 'arise VERB --help' says what a verb does, its options, and more examples.
        """,
        (
            "Recognize",
            [
                ClassifyCommand.Create(), LabelCommand.Create(), CompareCommand.Create(), MapCommand.Create(),
                ExplainCommand.Create(), ExploreCommand.Create(), SymmetryCommand.Create(), ImageCommand.Create(),
                ScreenCommand.Create(),
            ]),
        ("Many machines", 
            [
                MergeCommand.Create(), VerifyCommand.Create(), StatusCommand.Create(), ResubmitCommand.Create(),
            ]),
        ("Look up, convert, make", [PrototypesCommand.Create(), ConvertCommand.Create(), MakeCommand.Create()]),
        (
            "Models of your own",
            [
                ExtendCommand.Create(), DatasetCommand.Create(), TrainCommand.Create(), TuneCommand.Create(),
                TrainAtomFinderCommand.Create(), CalibrateCommand.Create(), EvaluateCommand.Create(),
            ]),
        (
            "Studies",
            [
                BenchmarkCommand.Create(), SimilarityCommand.Create(), BainCommand.Create(),
                ReproduceCommand.Create(),
            ]))
    {
        new HelpOption { Action = new Verb.Help() },
        new VersionOption(),
        new MaxMemoryOption(),
        DebugOption.Instance,
    }.WithTableOptions();
}
