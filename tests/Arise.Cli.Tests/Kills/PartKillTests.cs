using System.Security.Cryptography;

namespace Arise.Cli.Tests.Kills;

/// <summary>
/// A shard that is killed goes on with the same command, and what is merged in the end has the same bytes.
/// </summary>
public sealed class PartKillTests
{
    public static TheoryData<KillScenario> Scenarios =>
    [
        Scenario("map shard", "map.npz", read =>
            ["map", read.Sample, "--box", "9", "--stride", "4", "--passes", "16", "--out", "out"]),
        Scenario("label shard", "labels.npz", read => ["label", read.Frames, "--model", read.Atoms, "--out", "out"]),
        Scenario("screen shard", "", read => ["screen", read.Crystals, "--out", "out", "--mode", "exact"]),
        Scenario("evaluate shard", "answers.npz", read =>
            ["evaluate", read.Set, "--model", read.Model, "--passes", "16", "--out", "out"]),
    ];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void A_killed_shard_goes_on(KillScenario scenario)
    {
        using var runs = new KilledRuns(scenario, KillInputs.Shared);
        runs.Run();
    }

    private static KillScenario Scenario(string name, string result, Func<KillInputs, string[]> words) =>
        new(name, read => [.. words(read), "--shard", "1/2"])
        {
            Varying = ["state", "state-wal", "state-shm", "part.json"],
            Same = folder => Merged(folder, words(KillInputs.Shared), result),
        };

    private static string Merged(string folder, string[] words, string result)
    {
        string place = Path.Combine(folder, "merged");
        if (!Directory.Exists(Path.Combine(folder, "out.parts", "2-of-2")))
        {
            Run(folder, [.. words, "--shard", "2/2"]);
            Run(folder, "merge", "out.parts", "--out", "merged");
        }

        string file = result.Length > 0 ? Path.Combine(place, result) : place;
        return Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)));
    }

    private static void Run(string folder, params string[] arguments)
    {
        using var process = new AriseProcess(folder, arguments);
        Assert.True(process.End() == 0, process.Errors);
    }
}
