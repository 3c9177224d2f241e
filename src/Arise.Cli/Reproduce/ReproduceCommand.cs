using System.CommandLine;
using System.Diagnostics;
using System.Globalization;

namespace Arise.Cli;

/// <summary><c>arise reproduce</c>: the published study from prototypes to final tables.</summary>
internal static class ReproduceCommand
{
    private static readonly Option<DirectoryInfo> Out = new("--out")
    {
        Description = "Folder for everything; a study begun there goes on.",
        Required = true,
    };

    private static readonly Option<bool> Tune = new("--tune")
    {
        Description = "Search the hyper-parameters; otherwise the published ones are used.",
    };

    private static readonly Option<int> Trials = PositiveInteger.Option("--trials", 50, "Trials of the search.");

    private static readonly Option<int> Epochs = PositiveInteger.Option(
        "--epochs", 300, "Passes over the training rows per training.");

    private static readonly Option<int> Repetitions = PositiveInteger.Option(
        "--repetitions", 10, "How often each defect is made in each structure; 10 gives the 141 120 structures.");

    private static readonly Option<int> Passes = PositiveInteger.Option(
        "--passes", 1000, "Stochastic passes T of the network.");

    private static readonly Option<ulong> Seed = new("--seed")
    {
        Description = "Seed of split, weights and defects.",
        DefaultValueFactory = _ => 0,
    };

    private static readonly Option<bool> PlanOnly = new("--plan") { Description = "Print the plan and stop." };

    public static Command Create()
    {
        var command = new Verb(
            "reproduce",
            "Repeat the published study: training set, training, evaluation, tables.",
            """
            Runs the commands of the plan one after the other; each can also be given by itself. What is complete
            is passed over, what was interrupted goes on: give the same command again. Times of the plan are those
            of two cores that do nothing else.

            Examples:
              arise reproduce --out study --plan
              arise reproduce --out study
              arise reproduce --out quick --epochs 20 --repetitions 1 --passes 100
              arise reproduce --out night --tune
            """)
        {
            Out, Tune, Trials, Epochs, Repetitions, Passes, Seed, PlanOnly,
        };
        command.SetAction((parsed, cancellation) => Run(parsed, cancellation));
        return command;
    }

    /// <summary>One step of a study.</summary>
    /// <param name="Title">What it makes.</param>
    /// <param name="Arguments">The command line that makes it.</param>
    /// <param name="Result">The file that is there once it is complete.</param>
    /// <param name="Estimate">Time on two cores.</param>
    internal sealed record Step(string Title, string[] Arguments, string Result, TimeSpan Estimate)
    {
        /// <summary>Whether the step has been made.</summary>
        public bool IsComplete => File.Exists(Result);
    }

    /// <summary>The steps of a study, in their order.</summary>
    internal static IReadOnlyList<Step> Plan(ParseResult parsed)
    {
        // Measured on two cores: seconds per epoch and per structure (descriptor and T = 1000 passes).
        const double secondsPerEpoch = 0.45, secondsPerTrialEpoch = 0.8, secondsPerThousandPasses = 0.003;
        const double secondsPerDescriptor = 0.002;
        string folder = parsed.GetValue(Out)!.ToString();
        string set = Path.Combine(folder, "pristine.npz"), model = Path.Combine(folder, "model.safetensors");
        int epochs = parsed.GetValue(Epochs), passes = parsed.GetValue(Passes), trials = parsed.GetValue(Trials);
        int repetitions = parsed.GetValue(Repetitions);
        string[] seed = ["--seed", Text(parsed.GetValue(Seed))];
        double perStructure = secondsPerDescriptor + (passes / 1000.0 * secondsPerThousandPasses);
        string[] resume = File.Exists(Path.ChangeExtension(model, ".checkpoint")) ? ["--resume"] : [];
        Step training = parsed.GetValue(Tune)
            ? new Step(
                $"{trials} trials and the most robust model",
                [
                    "tune", set, "--db", Path.Combine(folder, "tune.sqlite"), "--out", model, "--trials", Text(trials),
                    "--epochs", Text(epochs), .. seed,
                ],
                model,
                TimeSpan.FromSeconds(trials * epochs * secondsPerTrialEpoch))
            : new Step(
                "model with the published hyper-parameters",
                [
                    "train", set, "--out", model, "--epochs", Text(epochs), .. seed,
                    .. resume,
                ],
                model,
                TimeSpan.FromSeconds(epochs * secondsPerEpoch));
        return
        [
            new Step("training set", ["dataset", "--out", set], set, TimeSpan.FromSeconds(5)),
            training,
            Evaluation("pristine", "396 pristine structures", 396, []),
            Evaluation(
                "defects",
                $"{14_112 * repetitions} defective structures",
                14_112 * repetitions,
                ["--repetitions", Text(repetitions)]),
        ];

        Step Evaluation(string name, string title, int structures, string[] more)
        {
            string results = Path.Combine(folder, name);
            return new Step(
                $"accuracy on {title}",
                [
                    "evaluate", name, "--model", model, "--out", results, "--passes", Text(passes), .. seed, .. more,
                ],
                Path.Combine(results, "evaluation.md"),
                TimeSpan.FromSeconds(structures * perStructure));
        }

        static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken cancellation)
    {
        TextWriter output = parsed.InvocationConfiguration.Output;
        IReadOnlyList<Step> steps = Plan(parsed);
        WritePlan(steps, output);
        if (parsed.GetValue(PlanOnly))
            return 0;
        parsed.GetValue(Out)!.Create();
        Command arise = AriseCommand.Create();
        foreach (Step step in steps.Where(step => !step.IsComplete))
        {
            output.WriteLine();
            output.WriteLine($"$ arise {string.Join(' ', step.Arguments)}");
            long start = Stopwatch.GetTimestamp();
            int exitCode = await arise.Parse(step.Arguments)
                .InvokeAsync(parsed.InvocationConfiguration, cancellation)
                .ConfigureAwait(false);
            if (exitCode != 0)
                return exitCode;
            output.WriteLine($"{step.Title}: {Stopwatch.GetElapsedTime(start):hh\\:mm\\:ss}");
        }

        output.WriteLine();
        foreach (Step step in steps)
            output.WriteLine($"{step.Title}: {step.Result}");
        return 0;
    }

    private static void WritePlan(IReadOnlyList<Step> steps, TextWriter output)
    {
        var table = new TextTable(">", "step", ">time", "command");
        for (int number = 1; number <= steps.Count; number++)
        {
            Step step = steps[number - 1];
            string time = step.IsComplete ? "done" : step.Estimate.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture);
            table.Add(number.ToString(CultureInfo.InvariantCulture), step.Title, time, $"arise {step.Arguments[0]}");
        }

        table.Write(output);
        double left = steps.Where(step => !step.IsComplete).Sum(step => step.Estimate.TotalSeconds);
        output.WriteLine($"about {TimeSpan.FromSeconds(left):h\\:mm\\:ss} in all");
    }
}
