using System.Collections.Immutable;
using Arise.Embedding;

namespace Samples;

internal static class APlane
{
    public static void Run()
    {
        // begin
        float[] points = [.. Enumerable.Range(0, 300).Select(k => MathF.Sin(k * k))];   // 100 points of 3 numbers
        ImmutableArray<float> plane = Umap.Embed(points, 3, new UmapSettings { Neighbors = 10, MinDistance = 0.5 });
        Console.WriteLine(plane.Length);                                                // 200: [point, 2]
        // end
    }
}
