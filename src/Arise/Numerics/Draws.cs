namespace Arise.Numerics;

/// <summary>Random numbers taken one after the other.</summary>
internal sealed class Draws(RandomNumbers random)
{
    private ulong _next;

    /// <summary>Uniform in [0, 1).</summary>
    public double Uniform() => random.Uniform(_next++);

    /// <summary>Uniform in [low, high).</summary>
    public double Uniform(double low, double high) => random.Uniform(_next++, low, high);

    /// <summary>With a logarithm uniform in those of [low, high).</summary>
    public double LogUniform(double low, double high) => low * Math.Pow(high / low, Uniform());

    /// <summary>Uniform integer in [0, bound).</summary>
    public int Below(int bound) => random.Below(_next++, bound);

    /// <summary>Uniform integer in [least, most].</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    /// <summary>True with this probability.</summary>
    public bool Chance(double probability) => Uniform() < probability;

    /// <summary>One of these.</summary>
    public T Of<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>Normal with mean 0 and deviation 1.</summary>
    public double Normal()
    {
        _next = (_next + 1) & ~1UL;
        _next += 2;
        return random.Normal(_next - 2);
    }

    /// <summary>A seed for a part of the work with random numbers of its own.</summary>
    public ulong Seed() => random.Bits(_next++);

    /// <summary>A rotation drawn evenly from all rotations.</summary>
    public Rotation Rotation()
    {
        _next += 3;
        return Numerics.Rotation.Random(random, _next - 3);
    }

    /// <summary>A direction drawn evenly from all directions.</summary>
    public Vector3D Direction() => Rotation().Z;

    /// <summary>Uniform in a cube.</summary>
    public Vector3D Point(double low = 0, double high = 1) =>
        new(Uniform(low, high), Uniform(low, high), Uniform(low, high));

    /// <summary>So many of the numbers 0 .. count - 1, every choice equally likely, in random order.</summary>
    public int[] Choose(int count, int chosen)
    {
        int[] items = [.. Enumerable.Range(0, count)];
        for (int k = 0; k < chosen; k++)
        {
            int other = Between(k, count - 1);
            (items[k], items[other]) = (items[other], items[k]);
        }

        return items[..chosen];
    }
}
