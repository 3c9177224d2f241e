using Arise.Mapping;
using Arise.Structures;
using Arise.Synthesis;

namespace Samples;

internal static class AMap
{
    public static void Run()
    {
        // begin
        AtomicStructure sample = new Superalloy { Cells = 10, PrecipitateCells = 5, IsPeriodic = true }.Build();
        CrystalMap map = new StructureMapper().Map(new MapPlan(sample, MapSettings.Cubes(edge: 12, stride: 6)));
        map.Save("superalloy-map");
        CrystalMap again = CrystalMap.Open("superalloy-map");
        foreach (int kind in again.ClassesPresent())
            Console.WriteLine(again.NameOf(kind));
        // end
    }
}
