using System.Numerics.Tensors;

namespace Arise.Microscopy.Pixels;

/// <summary>
/// Convolution with a Gaussian, <c>g(r) = exp(-r^2 / (2 s^2)) / (2 pi s^2)</c>, cut at 3.5 s. Beyond its edges the
/// image goes on as its mirror image, or as zeros where atoms at the edge must not meet their mirror images.
/// </summary>
internal static class GaussianBlur
{
    /// <summary>The blurred image.</summary>
    /// <param name="values">Values [row, column].</param>
    /// <param name="width">Pixels per row.</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="sigma">Standard deviation s in pixels.</param>
    /// <param name="threads">Threads, 0 for one per processor; the result does not depend on it.</param>
    /// <param name="isMirrored">Whether the mirror image is beyond the edges, and not zeros.</param>
    public static float[] Of(
        float[] values, int width, int height, double sigma, int threads = 0, bool isMirrored = true)
    {
        float[] kernel = Kernel(sigma);
        int reach = kernel.Length / 2;
        var rows = new float[values.Length];
        ParallelOptions parallel = ThreadCount.Parallel(threads);
        Parallel.For(0, height, parallel, () => new float[width + (2 * reach)], (y, _, line) =>
        {
            for (int x = -reach; x < width + reach; x++)
                line[x + reach] = isMirrored || (x >= 0 && x < width) ? values[(y * width) + Mirrored(x, width)] : 0;
            Span<float> row = rows.AsSpan(y * width, width);
            for (int k = 0; k < kernel.Length; k++)
                TensorPrimitives.MultiplyAdd(line.AsSpan(k, width), kernel[k], row, row);
            return line;
        }, _ => { });
        var blurred = new float[values.Length];
        Parallel.For(0, height, parallel, y =>
        {
            Span<float> row = blurred.AsSpan(y * width, width);
            for (int k = 0; k < kernel.Length; k++)
            {
                if (!isMirrored && (y + k - reach < 0 || y + k - reach >= height))
                    continue;
                ReadOnlySpan<float> other = rows.AsSpan(Mirrored(y + k - reach, height) * width, width);
                TensorPrimitives.MultiplyAdd(other, kernel[k], row, row);
            }
        });
        return blurred;
    }

    /// <summary>
    /// Minus the Laplacian of the image blurred by s, times s^2: blobs of about that size stand out, whatever the
    /// slope and level around them. Beyond the edges are zeros.
    /// </summary>
    /// <param name="values">Values [row, column], of mean 0.</param>
    /// <param name="width">Pixels per row.</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="sigma">Standard deviation s in pixels.</param>
    /// <param name="threads">Threads, 0 for one per processor; the result does not depend on it.</param>
    public static float[] BlobResponse(float[] values, int width, int height, double sigma, int threads = 0)
    {
        float[] blurred = Of(values, width, height, sigma, threads, isMirrored: false);
        var response = new float[values.Length];
        float scale = (float)(sigma * sigma);
        Parallel.For(0, height, ThreadCount.Parallel(threads), y =>
        {
            int above = Mirrored(y - 1, height) * width, here = y * width, below = Mirrored(y + 1, height) * width;
            for (int x = 0; x < width; x++)
            {
                response[here + x] = scale * ((4 * blurred[here + x]) - blurred[above + x] - blurred[below + x]
                    - blurred[here + Mirrored(x - 1, width)] - blurred[here + Mirrored(x + 1, width)]);
            }
        });
        return response;
    }

    /// <summary>
    /// Nearly the same for a wide Gaussian, in a time that does not grow with it: means of blocks of a quarter of s are
    /// blurred and interpolated.
    /// </summary>
    /// <param name="values">Values [row, column].</param>
    /// <param name="width">Pixels per row.</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="sigma">Standard deviation s in pixels.</param>
    /// <param name="threads">Threads, 0 for one per processor; the result does not depend on it.</param>
    public static float[] Slow(float[] values, int width, int height, double sigma, int threads = 0)
    {
        int block = Math.Min((int)(sigma / 4), Math.Min(width, height) / 4);
        if (block < 2)
            return Of(values, width, height, sigma, threads);
        int columns = (width + block - 1) / block, rows = (height + block - 1) / block;
        var means = new float[columns * rows];
        ParallelOptions parallel = ThreadCount.Parallel(threads);
        Parallel.For(0, rows, parallel, row =>
        {
            for (int column = 0; column < columns; column++)
            {
                int left = column * block, right = Math.Min(width, left + block);
                int bottom = Math.Min(height, (row + 1) * block);
                double sum = 0;
                for (int y = row * block; y < bottom; y++)
                {
                    foreach (float value in values.AsSpan((y * width) + left, right - left))
                        sum += value;
                }

                means[(row * columns) + column] =
                    (float)(sum / ((right - left) * (bottom - (row * block))));
            }
        });
        float[] coarse = Of(means, columns, rows, sigma / block, threads);
        var slow = new float[values.Length];
        Parallel.For(0, height, parallel, y =>
        {
            (int above, int below, float down) = Between(y, block, rows);
            for (int x = 0; x < width; x++)
            {
                (int left, int right, float along) = Between(x, block, columns);
                float top = coarse[(above * columns) + left], bottom = coarse[(below * columns) + left];
                top += along * (coarse[(above * columns) + right] - top);
                bottom += along * (coarse[(below * columns) + right] - bottom);
                slow[(y * width) + x] = top + (down * (bottom - top));
            }
        });
        return slow;
    }

    /// <summary>Standard deviation of <see cref="BlobResponse"/> of white noise of unit variance.</summary>
    /// <remarks>Of the continuous filter: integral of (s^2 Laplacian g)^2 = 1 / (2 pi s^2).</remarks>
    public static double BlobNoise(double sigma) => 1 / (Math.Sqrt(2 * Math.PI) * sigma);

    /// <summary>The index within 0 .. length - 1 of which an index outside is the mirror image.</summary>
    public static int Mirrored(int index, int length)
    {
        if (length == 1)
            return 0;
        int period = 2 * (length - 1);
        index = Math.Abs(index) % period;
        return index < length ? index : period - index;
    }

    // The blocks whose centers lie on either side of a pixel, and the share of the second.
    private static (int First, int Second, float Share) Between(int pixel, int block, int count)
    {
        float at = ((pixel + 0.5f) / block) - 0.5f;
        int first = Math.Clamp((int)MathF.Floor(at), 0, count - 1), second = Math.Min(first + 1, count - 1);
        return (first, second, Math.Clamp(at - first, 0, 1));
    }

    private static float[] Kernel(double sigma)
    {
        int reach = Math.Max(1, (int)Math.Ceiling(3.5 * sigma));
        var kernel = new float[(2 * reach) + 1];
        for (int k = -reach; k <= reach; k++)
            kernel[k + reach] = (float)Math.Exp(-0.5 * k * k / (sigma * sigma));
        float sum = kernel.Sum();
        for (int k = 0; k < kernel.Length; k++)
            kernel[k] /= sum;
        return kernel;
    }
}
