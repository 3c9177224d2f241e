using Arise.Files;
using Arise.Structures.Formats;

namespace Arise.Cli.Tests.Kills;

/// <summary>Commands that write folders of results.</summary>
public sealed class FolderKillTests
{
    private static readonly string[] WithTimes =
        ["manifest.json", "times.json", "summary.json", "summary.txt", ".arise.json"];

    public static TheoryData<KillScenario> Scenarios =>
    [
        new KillScenario("map", read =>
            ["map", read.Sample, "--box", "9", "--stride", "4", "--passes", "16", "--out", "out"])
        {
            Varying = WithTimes,
            GoOn = folder => FromState(folder, "map.state"),
        },
        new KillScenario("label", read => ["label", read.Frames, "--model", read.Atoms, "--out", "out"])
        {
            Varying =
            [
                .. WithTimes, "labeled.xyz", "labels.npz", "frames.csv", "regions.csv", "shares.svg", "shares.png",
                "shares.pdf",
            ],
            GoOn = Overwriting,
            Check = RequireLabels,
        },
        new KillScenario("compare", read =>
            ["compare", read.Frames, "--methods", "cna,acna,csp,arise", "--model", read.Atoms, "--out", "out"])
        {
            Varying =
            [
                .. WithTimes, "compared.xyz", "compare.npz", "counts.csv", "agreement.csv", "compare.svg",
                "compare.png", "compare.pdf",
            ],
            GoOn = Overwriting,
            Check = RequireComparisons,
        },
        new KillScenario("image", read => ["image", read.Image, "--bond", "1.42", "--out", "out"])
        {
            Varying =
            [
                .. WithTimes, "atoms.xyz", "atoms.csv", "images.csv", "overlay.png",
                .. Enumerable.Range(1, 6).Select(number => $"overlay-{number:0000}.png"),
            ],
            GoOn = Overwriting,
        },
        new KillScenario("benchmark thermal", read =>
            ["benchmark", "thermal", read.Few, "--truth", "fcc", "--out", "out"])
        {
            Varying = WithTimes,
            GoOn = Overwriting,
        },
        new KillScenario("explain", read =>
            ["explain", read.Sample, "--class", "fcc,bcc", "--out", "out"])
        {
            Varying = WithTimes,
            GoOn = Overwriting,
        },
        new KillScenario("series", read =>
        [
            "map", read.Few, "--all-frames", "--maps", "--box", "9", "--stride", "6", "--passes", "16", "--out", "out",
        ])
        {
            Varying = WithTimes,
            GoOn = folder => FromState(folder, "map-*.state"),
        },
        new KillScenario("explore", read =>
            ["explore", read.Map, "--no-embedding", "--layer", "2", "--min-cluster-size", "5", "--out", "out"])
        {
            Varying = WithTimes,
            GoOn = Overwriting,
        },
        new KillScenario("evaluate", read =>
            ["evaluate", read.Set, "--model", read.Model, "--passes", "16", "--out", "out"])
        {
            Varying = [.. WithTimes, "answers.npz", "evaluation.md"],
        },
        new KillScenario("similarity", _ => ["similarity", "fcc", "bcc", "hcp", "--out", "out"])
        {
            Varying = WithTimes,
            GoOn = Overwriting,
        },
        new KillScenario("bain", _ => ["bain", "--step", "1.5", "--passes", "16", "--out", "out"])
        {
            Varying = WithTimes,
            GoOn = Overwriting,
        },
        new KillScenario("prototypes", _ => ["prototypes", "--export", "out", "--format", "extxyz"])
        {
            Varying = WithTimes,
            GoOn = Overwriting,
        },
    ];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void A_folder_is_old_or_complete_and_the_command_goes_on(KillScenario scenario)
    {
        using var runs = new KilledRuns(scenario, KillInputs.Shared);
        runs.Run();
    }

    // The frames that were labeled until then.
    private static void RequireLabels(string folder)
    {
        string results = Path.Combine(folder, "out");
        if (!File.Exists(Path.Combine(results, "frames.csv")))
            return;
        int frames = File.ReadLines(Path.Combine(results, "frames.csv")).Count() - 1;
        Assert.Equal(frames, StructureFile.Read(Path.Combine(results, "labeled.xyz")).Count());
        Assert.Equal(frames + 1, NumpyArchive.Read(Path.Combine(results, "labels.npz"))["offsets"].Shape[0]);
    }

    private static void RequireComparisons(string folder)
    {
        string results = Path.Combine(folder, "out");
        if (!File.Exists(Path.Combine(results, "agreement.csv")))
            return;
        int frames = StructureFile.Read(Path.Combine(results, "compared.xyz")).Count();
        Assert.Equal(frames + 1, NumpyArchive.Read(Path.Combine(results, "compare.npz"))["offsets"].Shape[0]);
        Assert.Equal(
            frames,
            File.ReadLines(Path.Combine(results, "counts.csv")).Skip(1).Select(line => line.Split(',')[1]).Distinct()
                .Count());
    }

    private static string[] FromState(string folder, string pattern)
    {
        // A run that was killed when its results were complete, and its states not yet gone, has nothing to go on with.
        string results = Path.Combine(folder, "out");
        return Directory.Exists(results) && !File.Exists(Path.Combine(results, ".arise.json"))
            && Directory.EnumerateFiles(results, pattern).Any()
                ? ["--resume"]
                : Overwriting(folder);
    }

    // The run before may have come to its end before its signal came.
    private static string[] Overwriting(string folder) =>
        Directory.Exists(Path.Combine(folder, "out")) ? ["--overwrite"] : [];
}
