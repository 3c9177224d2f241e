using Arise.Recognition;
using Arise.Screening;
using Arise.Structures.Formats;

namespace Samples;

internal static class ScreenMany
{
    public static void Run()
    {
        // begin
        var screener = new Screener(StructureClassifier.Default, "arise-families");
        screener.Run("results.db", StructureFile.Read("examples/iron.lammpstrj")
            .Select((structure, k) => new ScreeningEntry("iron.lammpstrj", k + 1, structure)));
        using var database = new ScreeningDatabase("results.db");
        Console.WriteLine(database.Count("verdict=known"));
        // end
    }
}
