using System.Security.Cryptography;
using Arise.Screening;

namespace Arise.Cli.Tests.Kills;

/// <summary>A screening that is killed has the same rows in the end; ARISE_KILLS=50 tries fifty moments.</summary>
public sealed class ScreenKillTests
{
    [Fact]
    public void A_killed_screening_goes_on_and_ends_with_the_same_rows_and_bytes()
    {
        using var runs = new KilledRuns(
            new KillScenario("screen", read => ["screen", read.Crystals, "--out", "r.db", "--mode", "exact"])
            {
                Varying = ["r.db"],
                Same = Rows,
            },
            KillInputs.Shared);
        runs.Run();
    }

    private static string Rows(string folder)
    {
        using var database = new ScreeningDatabase(Path.Combine(folder, "r.db"));
        string table = Path.Combine(folder, "..", "rows.csv");
        Assert.Equal(150, database.WriteCsv(table));
        return File.ReadAllText(table)
            + Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, "r.db"))));
    }
}
