using Arise.Baselines.SpaceGroups;
using Arise.Files;

namespace Arise.Cli.Tests.Kills;

/// <summary>Commands that write single files.</summary>
public sealed class FileKillTests
{
    public static TheoryData<KillScenario> Scenarios =>
    [
        new KillScenario("classify", read =>
            ["classify", read.Frames, "--csv", "c.csv", "--hidden", "h.npz", "--top", "1", "--passes", "50"])
        {
            Varying = ["c.csv", "h.npz"],
            Check = RequireRows,
        },
        .. Spglib.IsInstalled
            ? [new KillScenario("symmetry", read => ["symmetry", read.Metals, "--csv", "c.csv", "--passes", "50"])
            {
                Varying = ["c.csv"],
            }]
            : Array.Empty<KillScenario>(),
        new KillScenario("make", _ => ["make", "polycrystal", "p.xyz", "--size", "50", "--grains", "fcc,bcc"]),
        new KillScenario("convert", read => ["convert", read.Frames, "out.xyz"]),
        new KillScenario("dataset", read =>
        [
            "dataset", "--prototypes", read.Metals, "--robust", "--blocks", "4", "--pieces", "4", "--disordered", "4",
            "--out", "r.npz",
        ]),
        new KillScenario("dataset --atoms", _ => ["dataset", "--atoms", "--share", "0.02", "--out", "a.npz"]),
        new KillScenario("train", read =>
            ["train", read.Set, "--out", "m.safetensors", "--epochs", "30", "--hidden", "64"])
        {
            Varying = ["m.md"],
            GoOn = FromCheckpoint,
        },
        new KillScenario("train-atom-finder", _ =>
            ["train-atom-finder", "--out", "m.safetensors", "--patches", "160", "--epochs", "4"])
        {
            Varying = ["m.md"],
            GoOn = FromCheckpoint,
        },
        new KillScenario("extend", read =>
        [
            "extend", read.Model, "--prototypes", read.Metals, "--add", read.Added, "--epochs", "10", "--out",
            "m.safetensors",
        ])
        {
            Varying = ["m.md"],
            GoOn = FromCheckpoint,
        },
        new KillScenario("calibrate", read => ["calibrate", "m.safetensors", "--prototypes", read.Metals])
        {
            Prepare = (read, folder) => File.Copy(read.Model, Path.Combine(folder, "m.safetensors")),
        },
        new KillScenario("tune", read =>
        [
            "tune", read.Set, "--db", "t.sqlite", "--trials", "2", "--epochs", "2", "--out", "m.safetensors",
        ])
        {
            Varying = ["m.md", "t.sqlite", "t.md", "t.csv", "t.svg", "t.png", "t.pdf"],
        },
    ];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void A_file_is_old_or_complete_and_the_command_goes_on(KillScenario scenario)
    {
        using var runs = new KilledRuns(scenario, KillInputs.Shared);
        runs.Run();
    }

    private static string[] FromCheckpoint(string folder) =>
        File.Exists(Path.Combine(folder, "m.checkpoint")) ? ["--resume"] : [];

    // What was classified is kept in both files.
    private static void RequireRows(string folder)
    {
        string table = Path.Combine(folder, "c.csv");
        if (!File.Exists(table))
            return;
        string text = File.ReadAllText(table);
        Assert.EndsWith("\n", text);
        NumpyArchive archive = NumpyArchive.Read(Path.Combine(folder, "h.npz"));
        Assert.Equal(File.ReadLines(table).Count() - 1, archive["names"].Shape[0]);
    }
}
