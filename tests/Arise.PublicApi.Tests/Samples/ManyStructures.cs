using Arise.Recognition;
using Arise.Structures.Formats;

namespace Samples;

internal static class ManyStructures
{
    public static void Run()
    {
        // begin
        var frames = StructureFile.Read("../arise/examples/iron.lammpstrj");
        foreach (var frame in StructureClassifier.Default.ClassifyMany(frames))
            Console.WriteLine($"{frame.Structure?.Formula()}: {frame.Result?.Best?.Name ?? frame.Error?.Message}");
        // end
    }
}
