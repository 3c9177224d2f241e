namespace Arise.Cli.Tests.Kills;

/// <summary>Commands that write folders of results.</summary>
public sealed class FolderKillTests(KillInputs inputs) : IClassFixture<KillInputs>
{
    private static readonly string[] WithTimes = ["manifest.json", "summary.json", "summary.txt", ".arise.json"];

    public static TheoryData<KillScenario> Scenarios =>
    [
        new KillScenario("map", read =>
            ["map", read.Sample, "--box", "9", "--stride", "2.5", "--passes", "100", "--out", "out"])
        {
            Varying = WithTimes,
            GoOn = folder => FromState(folder, "map.state"),
        },
        new KillScenario("series", read =>
        [
            "map", read.Frames, "--all-frames", "--maps", "--box", "9", "--stride", "5", "--passes", "20", "--out",
            "out",
        ])
        {
            Varying = WithTimes,
            GoOn = folder => FromState(folder, "map-*.state"),
        },
        new KillScenario("explore", read =>
            ["explore", read.Map, "--no-embedding", "--min-cluster-size", "5", "--out", "out"])
        {
            Varying = WithTimes,
            GoOn = Overwriting,
        },
        new KillScenario("evaluate", read =>
            ["evaluate", read.Set, "--model", read.Model, "--passes", "100", "--out", "out"])
        {
            Varying = [.. WithTimes, "answers.npz", "evaluation.md"],
        },
        new KillScenario("similarity", _ => ["similarity", "fcc", "bcc", "hcp", "--out", "out"])
        {
            Varying = WithTimes,
            GoOn = Overwriting,
        },
        new KillScenario("bain", _ => ["bain", "--step", "0.5", "--passes", "16", "--out", "out"])
        {
            Varying = WithTimes,
            GoOn = Overwriting,
        },
        new KillScenario("prototypes", _ => ["prototypes", "--export", "out", "--format", "cif"])
        {
            Varying = WithTimes,
            GoOn = Overwriting,
        },
    ];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void A_folder_is_old_or_complete_and_the_command_goes_on(KillScenario scenario)
    {
        using var runs = new KilledRuns(scenario, inputs);
        runs.Run();
    }

    private static string[] FromState(string folder, string pattern)
    {
        string results = Path.Combine(folder, "out");
        return Directory.Exists(results) && Directory.EnumerateFiles(results, pattern).Any()
            ? ["--resume"]
            : Overwriting(folder);
    }

    // The run before may have come to its end before its signal came.
    private static string[] Overwriting(string folder) =>
        Directory.Exists(Path.Combine(folder, "out")) ? ["--overwrite"] : [];
}
