using System.CommandLine;
using System.Globalization;
using Arise.Networks.Models;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Recognition;
using Arise.Reporting;

namespace Arise.Studies.Recognition;

/// <summary>
/// How often calibrated models refuse known and unknown structures, crystal by crystal where these are unknown, and how
/// well other scores than the novelty would do; Markdown.
/// </summary>
internal static class NoveltyStudy
{
    private const double Doubtful = 1;
    private const double Unknown = 1.25;
    private const double FalseAlarms = 0.01;

    public static Command Command()
    {
        var command = new StudyCommand(
            "novelty",
            "How often calibrated models refuse what they know and what they do not know, and other scores beside.",
            "5 minutes to describe the structures once, one more per model",
            "docs/explanation/accuracy.md, docs/explanation/novelty.md",
            "20 261 100 to 20 261 115 and those of robustness for the structures, 0 for predictions");
        Argument<string[]> models = command.Argument<string[]>(
            "MODEL", "Calibrated model files or names of shipped models.");
        Option<string> cache = command.Folder(
            "--cache", "Folder that keeps the described structures; may be that of robustness.");
        Option<string?> thermal = command.Path("--thermal", "Folder of LAMMPS dumps of hot crystals and melts.");
        Option<string?> further = command.Path(
            "--further", "Folder of further crystals that are no classes, a structure file each.");
        return command.Runs(parsed => Run(
            parsed.GetRequiredValue(models),
            [.. NoveltyGroups.All(
                parsed.GetRequiredValue(cache), parsed.GetValue(thermal), parsed.GetValue(further))]));
    }

    private static void Run(string[] files, NoveltyGroup[] tests)
    {
        (string Name, NoveltyScores[] Scores)[] models =
            [.. files.Select(file => (Path.GetFileNameWithoutExtension(file), Try(file, tests)))];
        Console.WriteLine(Shares(tests, models));
        foreach ((string name, NoveltyScores[] scores) in models)
        {
            Console.WriteLine($"## {name}\n");
            Console.WriteLine(Crystals(tests, scores));
            Console.WriteLine(Separation(tests, scores));
        }
    }

    private static NoveltyScores[] Try(string file, NoveltyGroup[] tests)
    {
        BayesianNetwork network = ShippedModels.Find(file);
        NoveltyMeasure measure = network.Metadata.Novelty
            ?? throw new InvalidOperationException($"{file}: run 'arise calibrate' on the model first.");
        return network.Metadata.ClassLabels.SequenceEqual(PrototypeLibrary.Published.Select(p => p.Label))
            ? [.. tests.Select(test => NoveltyScores.Of(network, measure, test.Set))]
            : throw new InvalidOperationException($"{file}: the classes are not those of the library.");
    }

    // Shares above 1 and above 1.25 in per cent, for all models side by side.
    private static string Shares(NoveltyGroup[] tests, (string Name, NoveltyScores[] Scores)[] models)
    {
        var table = new ReportTable([
            "structures", "number", .. models.SelectMany(m => new[] { $"{m.Name}: above 1", "above 1.25" })]);
        for (int t = 0; t < tests.Length; t++)
        {
            string kind = tests[t].Kind switch
            {
                NoveltyGroupKind.Unknown => "unknown: ",
                NoveltyGroupKind.Between => "grains: ",
                _ => "known: ",
            };
            table.Add([
                kind + tests[t].Name,
                tests[t].Set.Count.ToString(CultureInfo.InvariantCulture),
                .. models.SelectMany(m => new[]
                {
                    Percent(ShareAbove(m.Scores[t].Novelties, Doubtful)),
                    Percent(ShareAbove(m.Scores[t].Novelties, Unknown)),
                }),
            ]);
        }

        return table.ToMarkdown();
    }

    // The rows of one crystal are its periodic form and blocks of it, perfect and with few defects.
    private static string Crystals(NoveltyGroup[] tests, NoveltyScores[] scores)
    {
        var table = new ReportTable("unknown crystal", "unknown, doubtful, known", "novelty", "taken for");
        for (int t = 0; t < tests.Length; t++)
        {
            if (!tests[t].IsCrystals)
                continue;
            double[] novelties = scores[t].Novelties;
            NoveltyScores own = scores[t];
            foreach (IGrouping<string, int> crystal in
                Enumerable.Range(0, tests[t].Set.Count).GroupBy(row => tests[t].Set.Names[row]))
            {
                int unknown = crystal.Count(row => novelties[row] > Unknown);
                int known = crystal.Count(row => !(novelties[row] > Doubtful));
                table.Add(
                    crystal.Key,
                    $"{unknown}, {crystal.Count() - unknown - known}, {known}",
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{crystal.Min(row => novelties[row]):F2} to {crystal.Max(row => novelties[row]):F2}"),
                    string.Join(", ", crystal.GroupBy(own.LabelOf).OrderByDescending(label => label.Count())
                        .Select(label => PrototypeLibrary.NameOf(label.Key))));
            }
        }

        return table.ToMarkdown();
    }

    // Area under the curve of the hard known groups, each of equal weight, against each unknown group; in brackets the
    // share of the unknown above what 1 % of the mildly defective exceed; last the share of the hard ones above it.
    private static string Separation(NoveltyGroup[] tests, NoveltyScores[] scores)
    {
        int[] hard = Of(tests, NoveltyGroupKind.Hard), unknown = Of(tests, NoveltyGroupKind.Unknown);
        int mild = Of(tests, NoveltyGroupKind.Mild)[0];
        var table = new ReportTable([
            "score", .. unknown.Select(t => tests[t].Name), .. hard.Select(t => $"above it: {tests[t].Name}")]);
        foreach ((string name, Func<NoveltyScores, double[]> of) in NoveltyScores.Compared)
        {
            double threshold = Quantile.Of(of(scores[mild]), 1 - FalseAlarms);
            double[][] known = [.. hard.Select(t => of(scores[t]).Order().ToArray())];
            table.Add([
                name,
                .. unknown.Select(t =>
                {
                    double[] values = of(scores[t]);
                    return string.Create(
                        CultureInfo.InvariantCulture,
                        $"{known.Average(group => AreaUnderCurve(group, values)):F3} ")
                        + $"({Percent(ShareAbove(values, threshold))} %)";
                }),
                .. known.Select(group => Percent(ShareAbove(group, threshold)) + " %"),
            ]);
        }

        return table.ToMarkdown();
    }

    private static int[] Of(NoveltyGroup[] tests, NoveltyGroupKind kind) =>
        [.. Enumerable.Range(0, tests.Length).Where(t => tests[t].Kind == kind)];

    private static double ShareAbove(double[] values, double limit) =>
        (double)values.Count(value => value > limit) / values.Length;

    private static string Percent(double share) => share is 0 or 1
        ? (100 * share).ToString("F0", CultureInfo.InvariantCulture)
        : (100 * share).ToString("F1", CultureInfo.InvariantCulture);

    // Probability that an unknown structure has a larger score than a known one, equal ones counted half.
    private static double AreaUnderCurve(double[] sortedKnown, double[] unknown) => unknown.Average(value =>
        (double)(CountBelow(sortedKnown, value, orEqual: false) + CountBelow(sortedKnown, value, orEqual: true))
            / (2 * sortedKnown.Length));

    private static int CountBelow(double[] sorted, double value, bool orEqual)
    {
        (int low, int high) = (0, sorted.Length);
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (sorted[middle] < value || (orEqual && sorted[middle] <= value))
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
