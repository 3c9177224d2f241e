using Arise.Numerics;

namespace Arise.Dynamics;

/// <summary>
/// Molecular dynamics: velocity Verlet with friction and random kicks between two half steps of the positions (B.
/// Leimkuhler, C. Matthews, Appl. Math. Res. Express 2013, 34), which gives positions their right temperature at long
/// time steps too. Deterministic: the kick of an atom is a number of a counter.
/// </summary>
/// <remarks>
/// Kicks are evenly distributed, which has the same effect as Gaussian ones (B. Dünweg, W. Paul, Int. J. Mod. Phys. C
/// 2, 817 (1991)) and needs no logarithm, whose last digit depends on the platform.
/// </remarks>
internal sealed class Simulation
{
    private const int KickBits = 21;

    private readonly Potential _potential;
    private readonly RandomNumbers _random;
    private readonly PairList _pairs;
    private ulong _step;

    /// <summary>Prepares a run: forces are known, atoms are at rest.</summary>
    /// <param name="particles">The atoms, which the simulation moves.</param>
    /// <param name="potential">What moves them; for one simulation at a time.</param>
    /// <param name="settings">How they move.</param>
    /// <param name="seed">Seed of the random forces.</param>
    /// <param name="number">Number of the run: each has random forces of its own.</param>
    public Simulation(
        Particles particles, Potential potential, SimulationSettings settings, ulong seed, ulong number = 0)
    {
        (Particles, _potential, Settings) = (particles, potential, settings);
        _random = RandomStreams.Of(RandomStreams.Kicks, seed, number);
        _pairs = new PairList(potential.Cutoff, potential.NeedsAllNeighbors);
        Evaluate();
    }

    /// <summary>The atoms.</summary>
    public Particles Particles { get; }

    /// <summary>How they move; may be changed between runs.</summary>
    public SimulationSettings Settings { get; set; }

    /// <summary>Atoms that stand still, or null.</summary>
    public bool[]? Held { get; set; }

    /// <summary>Potential energy of the last step.</summary>
    public double PotentialEnergy { get; private set; }

    /// <summary>How often the list of pairs was made.</summary>
    public int Builds => _pairs.Builds;

    /// <summary>Gives all velocities a temperature and no total momentum.</summary>
    public void Heat(double temperature)
    {
        double[] v = Particles.Velocities;
        Array.Clear(v);
        Kick(0, Math.Sqrt(temperature));
        Span<double> mean = stackalloc double[3];
        for (int i = 0; i < v.Length; i++)
        {
            if (i % Particles.Stride < 3)
                mean[i % Particles.Stride] += v[i] / Particles.Count;
        }

        for (int i = 0; i < v.Length; i++)
        {
            if (i % Particles.Stride < 3)
                v[i] -= mean[i % Particles.Stride];
        }
    }

    /// <summary>Runs with a thermostat at <paramref name="temperature"/> (none when the friction is 0).</summary>
    public void Run(int steps, double temperature) => Run(steps, temperature, temperature);

    /// <summary>Runs while the temperature of the thermostat goes from one value to another.</summary>
    public void Run(int steps, double from, double to)
    {
        double[] x = Particles.Places, v = Particles.Velocities;
        double friction = Settings.Friction;
        double keep = (1 - (friction / 2)) / (1 + (friction / 2));
        for (int step = 0; step < steps; step++)
        {
            double dt = Settings.TimeStep, half = dt / 2;
            Push(half);
            double drift = friction > 0 ? half : dt;
            for (int i = 0; i < x.Length; i++)
                x[i] += drift * v[i];
            if (friction > 0)
            {
                double temperature = from + ((to - from) * step / steps);
                Kick(keep, Math.Sqrt((1 - (keep * keep)) * temperature));
                for (int i = 0; i < x.Length; i++)
                    x[i] += half * v[i];
            }

            FollowPressure();
            Evaluate();
            Push(half);
        }
    }

    private void Evaluate()
    {
        _pairs.Update(Particles);
        PotentialEnergy = _potential.Evaluate(Particles, _pairs);
    }

    private void Push(double time)
    {
        double[] v = Particles.Velocities, f = Particles.Forces;
        for (int i = 0; i < v.Length; i++)
            v[i] += time * f[i];
        if (Held is not { } held)
            return;
        for (int i = 0; i < held.Length; i++)
        {
            if (held[i])
                v.AsSpan(Particles.Stride * i, 3).Clear();
        }
    }

    // v <- keep v + strength xi, xi evenly distributed with variance 1: three numbers of 21 bits per draw.
    private void Kick(double keep, double strength)
    {
        const double unit = 1.0 / (1 << KickBits);
        const ulong mask = (1UL << KickBits) - 1;
        double width = 2 * Math.Sqrt(3) * strength;
        double[] v = Particles.Velocities;
        ulong first = _step++ * (ulong)Particles.Count;
        for (int i = 0; i < Particles.Count; i++)
        {
            if (Held is { } held && held[i])
                continue;
            ulong bits = _random.Bits(first + (ulong)i);
            int at = Particles.Stride * i;
            for (int axis = 0; axis < 3; axis++, bits >>= KickBits)
                v[at + axis] = (keep * v[at + axis]) + (width * ((((bits & mask) + 0.5) * unit) - 0.5));
        }
    }

    private void FollowPressure()
    {
        if (Settings.Motion == CellMotion.None)
            return;
        Vector3D p = Particles.Pressure;
        double mean = (p.X + p.Y + p.Z) / 3;
        Particles.Stretch(Settings.Motion switch
        {
            CellMotion.Isotropic => new Vector3D(Factor(mean), Factor(mean), Factor(mean)),
            CellMotion.EachAxis => new Vector3D(Factor(p.X), Factor(p.Y), Factor(p.Z)),
            _ => new Vector3D(1, 1, Factor(p.Z)),
        });

        double Factor(double pressure) =>
            1 + Math.Clamp(Settings.Compliance * (pressure - Settings.Pressure), -1e-3, 1e-3);
    }
}
