using Arise.Numerics;

namespace Arise.Tests.Numerics;

public class InnerProductTests
{
    // The definition in double precision; n products of numbers up to 1 round by less than n 2^-24 in all.
    [KernelFact]
    public void It_is_the_sum_of_products()
    {
        var random = new Random(1);
        for (int n = 0; n < 200; n++)
        {
            float[] a = [.. Enumerable.Range(0, n).Select(_ => (float)random.NextDouble() - 0.5f)];
            float[] b = [.. Enumerable.Range(0, n).Select(_ => (float)random.NextDouble() - 0.5f)];
            double sum = a.Zip(b).Sum(pair => (double)pair.First * pair.Second);
            Assert.InRange(InnerProduct.Of(a, b) - sum, -1e-7 * n, 1e-7 * n);
            Assert.InRange(InnerProduct.Norm(a) - Math.Sqrt(a.Sum(x => (double)x * x)), -1e-6, 1e-6);
        }
    }

    // Also where arrays begin elsewhere in memory.
    [KernelFact]
    public void Its_bytes_do_not_depend_on_the_place_in_memory()
    {
        float[] all = [.. Enumerable.Range(0, 400).Select(k => MathF.Sin(k * k))];
        float first = InnerProduct.Of(all.AsSpan(0, 333), all.AsSpan(0, 333));
        for (int shift = 1; shift < 20; shift++)
        {
            float[] moved = [.. new float[shift], .. all];
            Assert.Equal(first, InnerProduct.Of(moved.AsSpan(shift, 333), moved.AsSpan(shift, 333)));
        }
    }
}
