using Arise.Numerics;
using Arise.Structures;

namespace Arise.Dynamics;

/// <summary>
/// Tells which atoms of a run belong to its crystal, whose orientation is known: the bond order of each atom, averaged
/// over a vibration, projected on the mean of the hot crystal and scaled so that the liquid of the same run is 0.
/// </summary>
internal sealed class CrystalOrder
{
    // A vibration of an atom takes 2 pi/0.12 = 52 steps of any substance.
    private const int Samples = 12, StepsBetween = 4;

    // Half a turn makes an hcp shell its own inversion, which has the same order of even degree. At a surface, where
    // the layer above is missing, no other stacking is better by the margin.
    private const double Same = 0.999, Margin = 0.03;

    private const double FirstShell = 1.2, LeastStrength = 0.4;

    private readonly BondOrder _order;
    private readonly double _spacing;
    private readonly double[] _perfect;
    private readonly double[][] _otherStackings;
    private double[] _reference = [];
    private double _liquid;

    /// <summary>Prepares for a crystal.</summary>
    /// <param name="crystal">What it is.</param>
    /// <param name="cell">Its cell, in its orientation.</param>
    /// <param name="spacing">Nearest distance.</param>
    /// <param name="rotation">How the crystal has been turned.</param>
    public CrystalOrder(CrystalKind crystal, CrystalCell cell, double spacing, Rotation? rotation = null)
    {
        _order = BondOrder.For(crystal);
        _spacing = spacing;
        Vector3D[] neighbors = [.. Neighbors(cell).Select(d => rotation is { } turn ? turn.Apply(d) : d)];
        _perfect = _order.Of(neighbors, 1);
        Vector3D[] shell = [.. neighbors.Where(d => d.Length < FirstShell)];
        _otherStackings = crystal is CrystalKind.Fcc or CrystalKind.Hcp
            ? [.. Restacked(shell).Select(d => _order.Of(d, 1)).Where(q => BondOrder.Cosine(q, _perfect) < Same)]
            : [];
    }

    /// <summary>
    /// What is left of the order of the perfect crystal in the mean that was learned: 0.6 to 0.9 in hot crystals, near
    /// 0 where there is none.
    /// </summary>
    public double Strength => BondOrder.Projection(_reference, _perfect);

    /// <summary>Whether what was learned is no crystal, or not in the orientation that was told.</summary>
    public bool HasMelted => Strength < LeastStrength;

    /// <summary>Values of the last measurement: 1 on average in the hot crystal, 0 in the liquid.</summary>
    public double[] Values { get; private set; } = [];

    /// <summary>Atoms whose neighbors lie rather as in another stacking of close-packed layers.</summary>
    public bool[] IsRestacked { get; private set; } = [];

    /// <summary>
    /// Positions in the middle of the last measurement, <see cref="Particles.Stride"/> numbers per atom.
    /// </summary>
    public double[] Places { get; private set; } = [];

    /// <summary>Takes the mean of a hot crystal, of those atoms that are surely in it; null for all.</summary>
    public void LearnCrystal(Simulation run, double temperature, Func<int, bool>? isCrystal = null)
    {
        double[] q = Average(run, temperature);
        _reference = new double[BondOrder.Size];
        for (int atom = 0; atom < run.Particles.Count; atom++)
        {
            for (int m = 0; m < BondOrder.Size && isCrystal?.Invoke(atom) != false; m++)
                _reference[m] += q[(BondOrder.Size * atom) + m];
        }

        // The projection needs the mean, not the sum.
        int count = isCrystal is null ? run.Particles.Count : Enumerable.Range(0, run.Particles.Count).Count(isCrystal);
        for (int m = 0; m < BondOrder.Size; m++)
            _reference[m] /= Math.Max(count, 1);
    }

    /// <summary>Takes the mean of those atoms that are liquid.</summary>
    public void LearnLiquid(Simulation run, double temperature, Func<int, bool> isLiquid)
    {
        _liquid = 0;
        Measure(run, temperature);
        int[] liquid = [.. Enumerable.Range(0, Values.Length).Where(isLiquid)];
        _liquid = liquid.Average(atom => Values[atom]);
    }

    /// <summary>Measures all atoms during one vibration.</summary>
    public void Measure(Simulation run, double temperature)
    {
        double[] q = Average(run, temperature);
        Values = new double[run.Particles.Count];
        IsRestacked = new bool[Values.Length];
        for (int i = 0; i < Values.Length; i++)
        {
            ReadOnlySpan<double> own = q.AsSpan(BondOrder.Size * i, BondOrder.Size);
            Values[i] = (BondOrder.Projection(own, _reference) - _liquid) / (1 - _liquid);
            double cosine = BondOrder.Cosine(own, _perfect);
            foreach (double[] other in _otherStackings)
                IsRestacked[i] |= BondOrder.Cosine(own, other) > cosine + Margin;
        }
    }

    private double[] Average(Simulation run, double temperature)
    {
        var sums = new double[BondOrder.Size * run.Particles.Count];
        for (int sample = 0; sample < Samples; sample++)
        {
            run.Run(StepsBetween, temperature);
            _order.Add(run.Particles, _spacing, sums);
            if (sample == Samples / 2)
                Places = (double[])run.Particles.Places.Clone();
        }

        for (int k = 0; k < sums.Length; k++)
            sums[k] /= Samples;
        return sums;
    }

    // Vectors from an atom of the perfect crystal to all that may count.
    private static IEnumerable<Vector3D> Neighbors(CrystalCell cell)
    {
        var neighbors = new NeighborBuffer();
        var perfect = new Particles(cell.Positions(), default, cell.Edges, Periodicity.Bulk);
        new NeighborSearch(perfect.ToStructure(new ChemicalElement[256]), 2).Find(0, neighbors);
        return [.. Enumerable.Range(0, neighbors.Count)
            .Select(k => new Vector3D(neighbors.X[k], neighbors.Y[k], neighbors.Z[k]))];
    }

    // A close-packed layer lies across n when n has six neighbors beside it and three above. The three above or below,
    // or both, turned by half a turn about n: fcc becomes hcp or its twin, hcp becomes fcc or its mirror image.
    private static IEnumerable<Vector3D[]> Restacked(Vector3D[] shell)
    {
        for (int a = 0; a < shell.Length; a++)
        {
            for (int b = 0; b < a; b++)
            {
                for (int c = 0; c < b; c++)
                {
                    Vector3D sum = shell[a] + shell[b] + shell[c];
                    if (sum.Length < 1.5)
                        continue;
                    Vector3D n = sum.Normalized();
                    if (shell.Count(d => Math.Abs(Vector3D.Dot(d, n)) < 0.1) != 6)
                        continue;
                    yield return [.. shell.Select(d => Vector3D.Dot(d, n) > 0.1 ? HalfTurn(d, n) : d)];
                    yield return [.. shell.Select(d => HalfTurn(d, n))];
                }
            }
        }
    }

    private static Vector3D HalfTurn(Vector3D d, Vector3D n) => (2 * Vector3D.Dot(d, n) * n) - d;
}
