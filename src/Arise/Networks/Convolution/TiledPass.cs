using System.Collections.Concurrent;

namespace Arise.Networks.Convolution;

/// <summary>
/// Applies a <see cref="UShapedNetwork"/> to an image of any size in overlapping tiles. Beyond the image there are
/// zeros; each number is computed with all pixels that it depends on, so the tiles cannot be seen in the result.
/// </summary>
internal static class TiledPass
{
    /// <summary>Largest side of a tile: 45 MB of maps per thread with 16, 32 and 64 channels.</summary>
    public const int LargestTile = 4 * UShapedNetwork.Granularity;

    /// <summary>The numbers [row, column] of an image [row, column].</summary>
    /// <param name="network">The network.</param>
    /// <param name="image">The image.</param>
    /// <param name="width">Pixels per row.</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="threads">Threads, 0 for one per processor; the numbers do not depend on it.</param>
    /// <param name="largest">Largest side of a tile.</param>
    /// <param name="progress">Is told of every tile.</param>
    /// <param name="cancellation">Stops between tiles.</param>
    public static float[] Run(
        UShapedNetwork network,
        float[] image,
        int width,
        int height,
        int threads,
        int largest = LargestTile,
        IProgress<(int Done, int Total)>? progress = null,
        CancellationToken cancellation = default)
    {
        int tileWidth = Side(width, largest), tileHeight = Side(height, largest);
        int stepX = tileWidth - (2 * UShapedNetwork.Reach), stepY = tileHeight - (2 * UShapedNetwork.Reach);
        int columns = (width + stepX - 1) / stepX, rows = (height + stepY - 1) / stepY;
        float[] output = new float[image.Length];
        var counter = new StepCounter(progress, columns * rows);
        var idle = new ConcurrentBag<UShapedMaps>();
        Parallel.For(0, columns * rows, ThreadCount.Parallel(threads, cancellation), tile =>
        {
            if (!idle.TryTake(out UShapedMaps? maps))
                maps = new UShapedMaps(network.Channels, tileHeight, tileWidth, keepsAll: false);
            int left = tile % columns * stepX, top = tile / columns * stepY;
            for (int row = 0; row < tileHeight; row++)
            {
                Span<float> target = maps.Input.RowSpan(0, row);
                target.Clear();
                int y = top + row - UShapedNetwork.Reach, x = left - UShapedNetwork.Reach;
                int first = Math.Max(0, x), end = Math.Min(width, x + tileWidth);
                if (y >= 0 && y < height && end > first)
                    image.AsSpan((y * width) + first, end - first).CopyTo(target[(first - x)..]);
            }

            network.Forward(maps);
            int copied = Math.Min(stepX, width - left);
            for (int y = top; y < Math.Min(height, top + stepY); y++)
            {
                maps.Outputs[^1].RowSpan(0, y - top + UShapedNetwork.Reach).Slice(UShapedNetwork.Reach, copied)
                    .CopyTo(output.AsSpan((y * width) + left));
            }

            idle.Add(maps);
            counter.Add();
        });
        return output;
    }

    // The smallest tile that holds the whole side, or the largest.
    private static int Side(int length, int largest)
    {
        int whole = length + (2 * UShapedNetwork.Reach) + UShapedNetwork.Granularity - 1;
        return Math.Min(largest, whole / UShapedNetwork.Granularity * UShapedNetwork.Granularity);
    }
}
