using Arise.Numerics;
using Arise.Structures;

namespace Arise.Explanation;

/// <summary>
/// Guesses how a crystal lies around an atom of a sample: two vectors to neighbors in the crystal are laid on all pairs
/// of vectors to neighbors of the atom that have about their lengths and angle, and the surroundings tell which is
/// right. Mirrored crystals count as the same.
/// </summary>
internal sealed class OrientationSearch(ReferenceCrystal crystal, SampleAtoms sample)
{
    /// <summary>An atom farther from a site than this, in bond lengths, does not stand on it.</summary>
    public const double Tolerance = 0.35;

    private const double LengthTolerance = 0.2;
    private const double LeastSine = 0.6;
    private const double LeastShare = 0.5;
    private const double LeastScore = 0.25;
    private const int MostRefined = 40;
    private const int MostStarts = 6;
    private const int MostAtomsOfShell = 16;

    private static readonly double AngleTolerance = 20 * Math.PI / 180;

    private readonly NeighborBuffer _neighbors = new();
    private readonly Dictionary<ChemicalElement, int> _speciesIndex = sample.Sample.DistinctSpecies()
        .Select((one, index) => (one, index)).ToDictionary(pair => pair.one, pair => pair.index);

    private Vector3D[] _near = [];
    private int[] _species = [];
    private double[] _lengths = [];
    private double _tolerance;

    /// <summary>Guesses, the best first; those that symmetry makes the same are one.</summary>
    /// <param name="atom">The atom.</param>
    /// <param name="strains">Stretches of the crystal to try.</param>
    public List<CrystalStart> Around(int atom, IReadOnlyList<Matrix3> strains)
    {
        _tolerance = Tolerance * sample.Distance;
        sample.Find(atom, sample.Reach, _neighbors);
        int[] order = new int[_neighbors.Count];
        double[] squares = _neighbors.SquaredDistances.ToArray();
        for (int k = 0; k < order.Length; k++)
            order[k] = k;
        Array.Sort(squares, order);
        _near = [.. order.Select(k => new Vector3D(_neighbors.X[k], _neighbors.Y[k], _neighbors.Z[k]))];
        _species = [.. order.Select(k => _speciesIndex[sample.Atoms.Species[_neighbors.Atoms[k]]])];
        _lengths = [.. _near.Select(v => v.Length)];
        int own = _speciesIndex[sample.Atoms.Species[atom]];
        var starts = new List<CrystalStart>();
        foreach (Matrix3 strain in strains)
        {
            foreach (int siteAtom in crystal.Representatives)
                Add(starts, atom, own, siteAtom, strain);
        }

        return
        [
            .. starts.Where(start => start.Score > LeastScore).OrderByDescending(start => start.Score)
                .Take(MostStarts),
        ];
    }

    private void Add(List<CrystalStart> starts, int atom, int own, int siteAtom, Matrix3 strain)
    {
        var guesses = new List<(Matrix3 Gradient, double Share)>();
        foreach (Matrix3 gradient in Gradients(siteAtom, strain))
        {
            double share = ShareOfShell(siteAtom, gradient);
            if (share >= LeastShare)
                guesses.Add((gradient, share));
        }

        int refined = 0;
        var seen = new List<Matrix3>();
        foreach ((Matrix3 gradient, _) in guesses.OrderByDescending(guess => guess.Share))
        {
            if (refined == MostRefined)
                break;
            if (seen.Exists(other => IsSame(other, gradient, siteAtom, 0.3)))
                continue;
            seen.Add(gradient);
            refined++;
            Matrix3 better = gradient;
            for (int round = 0; round < 2; round++)
                better = Refine(better, siteAtom, crystal.Near[siteAtom]);
            better = Refine(better, siteAtom, crystal.Ball[siteAtom]);
            double score = Score(better, siteAtom, own) * MatchQuality.StrainFactor(crystal, better);
            int like = starts.FindIndex(
                start => start.SiteAtom == siteAtom && IsSame(start.Placement.Gradient, better, siteAtom, 0.2));
            Vector3D origin = sample.PlaceOf(atom) - better.Apply(crystal.Cell.Positions[siteAtom]);
            var start = new CrystalStart(new Placement(better, origin), siteAtom, atom, score);
            if (like < 0)
                starts.Add(start);
            else if (score > starts[like].Score + 1e-9)
                starts[like] = start;
        }
    }

    // Rotations (and reflections) that lay two vectors of the crystal on two of the sample, times strain and size.
    private IEnumerable<Matrix3> Gradients(int siteAtom, Matrix3 strain)
    {
        double scale = sample.Distance / crystal.Distance;
        Vector3D[] steps = [.. crystal.Near[siteAtom].Select(neighbor => scale * strain.Apply(neighbor.Step))];
        if (steps.Length < 2)
            yield break;
        Vector3D first = steps[0];
        Vector3D second = steps.FirstOrDefault(step =>
            Vector3D.Cross(first, step).Length > LeastSine * first.Length * step.Length);
        if (second == Vector3D.Zero)
            yield break;
        Matrix3 frame = Frame(first, second).Transposed();
        double angle = Angle(first, second);
        for (int a = 0; a < _near.Length && _lengths[a] < first.Length * (1 + LengthTolerance); a++)
        {
            if (_lengths[a] < first.Length * (1 - LengthTolerance))
                continue;
            for (int b = 0; b < _near.Length && _lengths[b] < second.Length * (1 + LengthTolerance); b++)
            {
                if (b == a || _lengths[b] < second.Length * (1 - LengthTolerance)
                    || Math.Abs(Angle(_near[a], _near[b]) - angle) > AngleTolerance)
                {
                    continue;
                }

                Matrix3 own = Frame(_near[a], _near[b]);
                yield return scale * (Matrix3.FromColumns(own.X, own.Y, own.Z) * frame.Transposed() * strain);
                yield return scale * (Matrix3.FromColumns(own.X, own.Y, -1 * own.Z) * frame.Transposed() * strain);
            }
        }
    }

    // Rows: the bisector of two vectors, at right angles to it in their plane, and normal to the plane.
    private static Matrix3 Frame(Vector3D a, Vector3D b)
    {
        Vector3D u = a.Normalized(), v = b.Normalized();
        Vector3D along = (u + v).Normalized(), across = (u - v).Normalized();
        return new Matrix3(along, across, Vector3D.Cross(along, across));
    }

    private static double Angle(Vector3D a, Vector3D b) =>
        Math.Acos(Math.Clamp(Vector3D.Dot(a, b) / (a.Length * b.Length), -1, 1));

    private double ShareOfShell(int siteAtom, Matrix3 gradient)
    {
        int count = Math.Min(crystal.Near[siteAtom].Length, MostAtomsOfShell), found = 0;
        for (int k = 0; k < count; k++)
            found += Nearest(gradient.Apply(crystal.Near[siteAtom][k].Step), out _) >= 0 ? 1 : 0;
        return (double)found / count;
    }

    private Matrix3 Refine(Matrix3 gradient, int siteAtom, IReadOnlyList<SiteNeighbor> neighbors)
    {
        var fit = new AffineFit();
        fit.Add(Vector3D.Zero, Vector3D.Zero);
        foreach (SiteNeighbor neighbor in neighbors)
        {
            int found = Nearest(gradient.Apply(neighbor.Step), out _);
            if (found >= 0)
                fit.Add(neighbor.Step, _near[found]);
        }

        return fit.Solve(gradient, crystal.Distance * crystal.Distance).Gradient;
    }

    // Sites with an atom, less by distance, of all sites and atoms without a site.
    private double Score(Matrix3 gradient, int siteAtom, int own)
    {
        double sum = 1, edge = double.PositiveInfinity;
        var counts = new double[crystal.Labels.Count, _speciesIndex.Count];
        counts[crystal.LabelOf[siteAtom], own]++;
        var taken = new bool[_near.Length];
        int found = 1;
        foreach (SiteNeighbor neighbor in crystal.Ball[siteAtom])
        {
            Vector3D place = gradient.Apply(neighbor.Step);
            edge = Math.Max(double.IsInfinity(edge) ? 0 : edge, place.Length);
            int one = Nearest(place, out double square);
            if (one < 0 || taken[one])
                continue;
            taken[one] = true;
            found++;
            counts[crystal.LabelOf[neighbor.Site.Atom], _species[one]]++;
            sum += 1 - (square / (_tolerance * _tolerance));
        }

        int extra = 0;
        for (int k = 0; k < _near.Length && _lengths[k] < 0.85 * edge; k++)
            extra += taken[k] ? 0 : 1;
        double agreeing = crystal.Labels.Count == 1 ? found : SpeciesAssignment.Of(counts).Agreeing;
        return sum * agreeing / (found * (1 + crystal.Ball[siteAtom].Length + extra));
    }

    private int Nearest(Vector3D place, out double square)
    {
        square = _tolerance * _tolerance;
        double length = place.Length;
        int start = Array.BinarySearch(_lengths, length - _tolerance), best = -1;
        for (int k = start < 0 ? ~start : start; k < _near.Length && _lengths[k] <= length + _tolerance; k++)
        {
            Vector3D off = _near[k] - place;
            double distance = Vector3D.Dot(off, off);
            if (distance < square)
                (square, best) = (distance, k);
        }

        return best;
    }

    // Whether two gradients differ by an operation of the crystal that keeps the site.
    private bool IsSame(Matrix3 a, Matrix3 b, int siteAtom, double tolerance)
    {
        Matrix3 between = a.Inverse() * b;
        foreach (CellOperation operation in crystal.Operations)
        {
            if (operation.Image[siteAtom] == siteAtom && (between - operation.Turn).Norm < tolerance)
                return true;
        }

        return false;
    }
}
