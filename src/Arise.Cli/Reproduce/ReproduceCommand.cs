using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Arise.Files;
using Arise.Reproduction;

namespace Arise.Cli;

/// <summary><c>arise reproduce</c>: the published study from prototypes to final tables.</summary>
internal static class ReproduceCommand
{
    private static readonly StudySettings Defaults = new();

    private static readonly Option<DirectoryInfo> Out = new("--out")
    {
        Description = "Folder for everything; a study begun there goes on.",
        Required = true,
    };

    private static readonly Option<bool> Overwrite =
        OverwriteOption.Create("a study with other settings in the folder");

    private static readonly Option<bool> Tune = new("--tune")
    {
        Description = "Search the hyper-parameters; otherwise the published ones are used.",
    };

    private static readonly Option<int> Trials = PositiveInteger.Option(
        "--trials", Defaults.Trials, "Trials of the search.", most: 100_000);

    private static readonly Option<int> Epochs = PositiveInteger.Option(
        "--epochs", Defaults.Epochs, "Passes over the training rows per training.");

    private static readonly Option<int> Repetitions = PositiveInteger.Option(
        "--repetitions",
        Defaults.Repetitions,
        "How often each defect is made in each structure; 10 gives the 141 120 structures.",
        most: 10_000);

    private static readonly Option<int> Passes = PositiveInteger.Option(
        "--passes", Defaults.Passes, "Stochastic passes T of the network.");

    private static readonly Option<ulong> Seed = new("--seed")
    {
        Description = "Seed of split, weights and defects.",
        DefaultValueFactory = _ => 0,
    };

    private static readonly Option<int> Threads = ThreadsOption.Create("the results do");

    private static readonly Option<bool> PlanOnly = new("--plan") { Description = "Print the plan and stop." };

    public static Command Create()
    {
        var command = new Verb(
            "reproduce",
            "Repeat the published study: training set, training, evaluation, tables.",
            """
            Does what 'arise dataset', 'arise train' (or 'arise tune') and 'arise evaluate' do, one after the
            other. What is complete is passed over, what was interrupted goes on: give the same command again.
            Times of the plan are those of two cores that do nothing else.

            Examples:
              arise reproduce --out study --plan
              arise reproduce --out study
              arise reproduce --out quick --epochs 20 --repetitions 1 --passes 100
              arise reproduce --out night --tune
            """)
        {
            Out, Overwrite, Tune, Trials, Epochs, Repetitions, Passes, Seed, Threads, PlanOnly,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
        return command;
    }

    /// <summary>The study that a command line asks for.</summary>
    internal static PublishedStudy Study(ParseResult parsed)
    {
        var settings = new StudySettings
        {
            Overwrite = parsed.GetValue(Overwrite),
            Tune = parsed.GetValue(Tune),
            Trials = parsed.GetValue(Trials),
            Epochs = parsed.GetValue(Epochs),
            Repetitions = parsed.GetValue(Repetitions),
            Passes = parsed.GetValue(Passes),
            Seed = parsed.GetValue(Seed),
            Threads = parsed.GetValue(Threads),
        };
        string search = settings.Tune ? $"--tune --trials {settings.Trials} " : "";
        return new PublishedStudy(parsed.GetValue(Out)!.ToString(), settings with
        {
            Command = string.Create(
                CultureInfo.InvariantCulture,
                $"arise reproduce {search}--epochs {settings.Epochs} --seed {settings.Seed}"),
        });
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        TextWriter output = WrappingWriter.Of(parsed.InvocationConfiguration.Output);
        PublishedStudy study = Study(parsed);
        WritePlan(study.Steps, output);
        if (parsed.GetValue(PlanOnly))
            return 0;
        using IDisposable hold = new RunPaths()
            .WritesFolder(parsed.GetValue(Out)!.ToString(), "the study", ResultKind.Study, overwrite: true)
            .Hold();
        foreach (StudyStep step in study.Steps.Where(step => !step.IsComplete))
        {
            long start = Stopwatch.GetTimestamp();
            try
            {
                CountedProgress.RunSteps(progress => step.Run(progress, cancellation));
            }
            catch (OperationCanceledException)
            {
                parsed.InvocationConfiguration.Error.WriteLine(
                    $"arise: interrupted in the step '{step.Title}'. Give the same command to go on.");
                return CommandLineApplication.Interrupted;
            }

            output.WriteLine($"{step.Title}: {Stopwatch.GetElapsedTime(start):hh\\:mm\\:ss}");
        }

        output.WriteLine();
        foreach (StudyStep step in study.Steps)
            output.WriteLine($"{step.Title}: {step.Result}");
        return 0;
    }

    private static void WritePlan(IReadOnlyList<StudyStep> steps, TextWriter output)
    {
        var table = new TextTable(">", "step", ">time");
        for (int number = 1; number <= steps.Count; number++)
        {
            StudyStep step = steps[number - 1];
            string time = step.IsComplete ? "done" : step.Estimate.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture);
            table.Add(number.ToString(CultureInfo.InvariantCulture), step.Title, time);
        }

        table.Write(output);
        double left = steps.Where(step => !step.IsComplete).Sum(step => step.Estimate.TotalSeconds);
        output.WriteLine($"about {TimeSpan.FromSeconds(left):h\\:mm\\:ss} in all");
    }
}
