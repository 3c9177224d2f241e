using System.Collections.Immutable;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Structures;

namespace Arise.Explanation;

/// <summary>Puts the numbers of a match together.</summary>
internal sealed class ExplanationBuilder(
    CrystalFamily family, MemberCrystal chosen, SampleAtoms atoms, CrystalMatch? match)
{
    private const double LeastMixed = 0.1;
    private const int LeastAtomsOfSublattice = 4;
    private const double Moves = 1e-6;

    private readonly ReferenceCrystal _crystal = chosen.Crystal;
    private readonly AtomicStructure _sample = atoms.Sample;
    private readonly ChemicalElement[] _species = [.. atoms.Sample.DistinctSpecies()];

    /// <summary>The explanation.</summary>
    /// <param name="totalAtoms">Number of atoms of the whole sample.</param>
    public StructureExplanation Build(int totalAtoms)
    {
        (int[] siteAtoms, Vector3D[] sites, double[] residuals) = PerAtom();
        double[] found = [.. residuals.Where(double.IsFinite)];
        double[,] counts = Counts(siteAtoms);
        int[] speciesOf = SpeciesAssignment.Of(counts).SpeciesOf;
        ImmutableArray<(ChemicalElement, ChemicalElement, int)> mixed = Mixed(counts, speciesOf);
        (Vector3D[] vacancies, int[] vacancySites) = Vacancies();
        Matrix3 breaking = match is null
            ? default
            : MatchQuality.BreakingStrain(_crystal, match.Fit.Placement.Gradient);
        ConventionalAxes? axes = match is null ? null : MemberAxes();
        ImmutableArray<(string, double, double)> lattice = axes is null ? [] : Parameters(axes);
        ImmutableArray<double> strain = Voigt(breaking, axes);
        return new StructureExplanation
        {
            Prototype = family.Prototype,
            Base = chosen.Base.Name,
            Sample = _sample,
            TotalAtoms = totalAtoms,
            BondLength = atoms.Distance,
            Fit = match?.Quality ?? 0,
            SiteAtoms = [.. siteAtoms],
            Sites = [.. sites],
            Residuals = [.. residuals],
            RootMeanSquare = found.Length == 0 ? double.NaN : Math.Sqrt(found.Sum(r => r * r) / found.Length),
            Vacancies = [.. vacancies],
            VacancySites = [.. vacancySites],
            Interstitials = match is null ? [] : [.. Enumerable.Range(0, _sample.Count)
                .Where(atom => siteAtoms[atom] < 0 && match.Surrounds(atom))],
            Foreign = [.. Enumerable.Range(0, _sample.Count).Where(atom => IsForeign(atom))],
            Parts = [.. _crystal.Labels.Select((part, label) =>
                (part, speciesOf[label] < 0 ? (ChemicalElement?)null : _species[speciesOf[label]]))],
            Mixed = mixed,
            Lattice = lattice,
            Ranges = axes is null ? [] : MemberRanges.Of(family, chosen.Base, lattice, strain),
            FreeCoordinates = axes is null ? [] : Coordinates(axes, speciesOf),
            BreakingStrain = strain,
            BreakingStrainSize = breaking.Norm,
            BreakingDisplacement = BreakingDisplacement(),
            Member = match is null ? null : Member(speciesOf),
            FreeNumbers = _crystal.Strains.Length + _crystal.Modes.Length,
            Axes = axes?.Stretched(match!.Fit.Placement.Gradient.Polar().Turn * OwnStretch()),
        };

        bool IsForeign(int atom)
        {
            if (siteAtoms[atom] < 0)
                return false;
            int label = _crystal.LabelOf[siteAtoms[atom]];
            ChemicalElement own = _sample.Species[atom];
            return (speciesOf[label] < 0 || _species[speciesOf[label]] != own)
                && !mixed.Any(one => one.Item1 == _crystal.Labels[label] && one.Item2 == own);
        }
    }

    // In the cell that the range of the class is of.
    private ConventionalAxes? MemberAxes()
    {
        ConventionalAxes? axes = ConventionalAxes.Of(_crystal);
        return family.Ranges.Quantity == AxialQuantity.FaceCenteredCell && family.AxialRatio(chosen.Base) is not null
            ? axes?.FaceCentered()
            : axes;
    }

    // Of the copies of an atom the first that is on a site.
    private (int[] SiteAtoms, Vector3D[] Sites, double[] Residuals) PerAtom()
    {
        int[] siteAtoms = new int[_sample.Count];
        Array.Fill(siteAtoms, -1);
        Vector3D[] sites = _sample.Positions.ToArray();
        double[] residuals = new double[_sample.Count];
        Array.Fill(residuals, double.NaN);
        for (int copy = 0; match is not null && copy < atoms.Copies; copy++)
        {
            for (int atom = 0; atom < siteAtoms.Length; atom++)
            {
                int member = match.Region.MemberOf((copy * siteAtoms.Length) + atom);
                if (member < 0 || siteAtoms[atom] >= 0)
                    continue;
                Vector3D residual = match.ResidualOf(member);
                siteAtoms[atom] = match.Region.SiteOf(member).Atom;
                sites[atom] = _sample.Positions[atom] - residual;
                residuals[atom] = residual.Length;
            }
        }

        return (siteAtoms, sites, residuals);
    }

    private double[,] Counts(int[] siteAtoms)
    {
        var counts = new double[_crystal.Labels.Count, Math.Max(_species.Length, 1)];
        for (int atom = 0; atom < siteAtoms.Length; atom++)
        {
            if (siteAtoms[atom] >= 0)
                counts[_crystal.LabelOf[siteAtoms[atom]], Array.IndexOf(_species, _sample.Species[atom])]++;
        }

        return counts;
    }

    private ImmutableArray<(ChemicalElement, ChemicalElement, int)> Mixed(double[,] counts, int[] speciesOf)
    {
        var mixed = ImmutableArray.CreateBuilder<(ChemicalElement, ChemicalElement, int)>();
        for (int label = 0; label < _crystal.Labels.Count; label++)
        {
            double all = Enumerable.Range(0, _species.Length).Sum(one => counts[label, one]);
            for (int one = 0; one < _species.Length; one++)
            {
                if (one != speciesOf[label] && counts[label, one] > LeastMixed * all)
                    mixed.Add((_crystal.Labels[label], _species[one], (int)counts[label, one]));
            }
        }

        return mixed.ToImmutable();
    }

    // Copies of the cell have copies of its empty sites.
    private (Vector3D[] Places, int[] Sites) Vacancies()
    {
        var vacancies = new List<Vector3D>();
        var sites = new List<int>();
        foreach ((Site site, Vector3D place) in match?.Empty ?? [])
        {
            Vector3D inside = Inside(place);
            if (vacancies.Exists(other => Apart(other - inside) < OrientationSearch.Tolerance * atoms.Distance))
                continue;
            vacancies.Add(inside);
            sites.Add(site.Atom);
        }

        return ([.. vacancies], [.. sites]);
    }

    private Vector3D Inside(Vector3D place) => Folded(place, Math.Floor);

    private double Apart(Vector3D between) => Folded(between, Math.Round).Length;

    private Vector3D Folded(Vector3D v, Func<double, double> whole)
    {
        if (!_sample.Periodicity.Any)
            return v;
        Lattice lattice = _sample.Lattice!;
        Vector3D f = lattice.ToFractional(v);
        Periodicity p = _sample.Periodicity;
        return v - lattice.ToCartesian(
            new Vector3D(p.A ? whole(f.X) : 0, p.B ? whole(f.Y) : 0, p.C ? whole(f.Z) : 0));
    }

    // The stretch that keeps the symmetry, in the frame of the prototype.
    private Matrix3 OwnStretch() =>
        _crystal.Symmetric(match!.Fit.Placement.Gradient.Polar().Stretch.Of(Math.Log)).Of(Math.Exp);

    private ImmutableArray<(string, double, double)> Parameters(ConventionalAxes axes)
    {
        ConventionalAxes fitted = axes.Stretched(OwnStretch());
        var values = ImmutableArray.CreateBuilder<(string, double, double)>();
        foreach ((string name, int axis) in axes.Free)
            values.Add((name, Row(fitted, axis).Length, Row(axes, axis).Length));
        if (axes.Free.Length > 1)
        {
            foreach ((string name, int axis) in axes.Free.Skip(1).Reverse())
            {
                values.Add((
                    $"{name}/a",
                    Row(fitted, axis).Length / Row(fitted, 0).Length,
                    Row(axes, axis).Length / Row(axes, 0).Length));
            }
        }

        foreach ((string name, int one, int other) in new[] { ("alpha", 1, 2), ("beta", 0, 2), ("gamma", 0, 1) })
        {
            double angle = Angle(axes, one, other);
            if (axes.Free.Length == 3 && Math.Abs(angle - 90) > 1e-4)
                values.Add((name, Angle(fitted, one, other), angle));
        }

        return values.ToImmutable();
    }

    private static Vector3D Row(ConventionalAxes axes, int axis) =>
        axis == 0 ? axes.Vectors.X : axis == 1 ? axes.Vectors.Y : axes.Vectors.Z;

    private static double Angle(ConventionalAxes axes, int one, int other)
    {
        Vector3D u = Row(axes, one).Normalized(), v = Row(axes, other).Normalized();
        return Math.Acos(Math.Clamp(Vector3D.Dot(u, v), -1, 1)) * 180 / Math.PI;
    }

    private ImmutableArray<(string, double, double)> Coordinates(ConventionalAxes axes, int[] speciesOf)
    {
        var values = ImmutableArray.CreateBuilder<(string, double, double)>();
        var movable = _crystal.Representatives
            .Select(atom => (Atom: atom, Axes: FreeAxes(axes, atom)))
            .Where(one => one.Axes.Length > 0).ToArray();
        double middle = _crystal.Cell.Positions.ToArray().Average(place => axes.Fractional(place).Z);
        foreach ((int atom, int[] directions) in movable)
        {
            int label = _crystal.LabelOf[atom];
            ChemicalElement symbol = speciesOf[label] < 0 ? _crystal.Labels[label] : _species[speciesOf[label]];
            int[] alike = [.. movable.Select(one => one.Atom).Where(other => _crystal.LabelOf[other] == label)];
            string number = alike.Length > 1 ? $"{Array.IndexOf(alike, atom) + 1}" : "";
            Vector3D own = axes.Fractional(_crystal.Cell.Positions[atom]);
            Vector3D moved = axes.Fractional(match!.Fit.Displacement(atom));
            foreach (int axis in directions)
            {
                string name = $"{symbol.Symbol}{number} {"xyz"[axis]}";
                if (_crystal.Normal is { } normal && axis == 2)
                {
                    // A height above the middle of the layer: there is no axis to take a fraction of.
                    double height = own[axis] - middle;
                    double scale = match.Fit.Placement.Gradient.Apply(normal).Length;
                    values.Add(($"{name} / {_sample.LengthUnit.Symbol}", scale * (height + moved[axis]), height));
                    continue;
                }

                double whole = Math.Floor(own[axis] + 1e-9);
                values.Add((name, own[axis] + moved[axis] - whole, own[axis] - whole));
            }
        }

        return values.ToImmutable();
    }

    // Along which axes an atom is free: of coordinates that move together, as x, x, x, the first.
    private int[] FreeAxes(ConventionalAxes axes, int atom)
    {
        var free = new List<int>();
        var basis = new List<double[]>();
        for (int axis = 0; axis < 3; axis++)
        {
            double[] row = [.. _crystal.Modes.Select(mode => axes.Fractional(mode[atom])[axis])];
            foreach (double[] other in basis)
            {
                double along = row.Zip(other, (a, b) => a * b).Sum();
                row = [.. row.Zip(other, (a, b) => a - (along * b))];
            }

            double length = Math.Sqrt(row.Sum(value => value * value));
            if (length < Moves)
                continue;
            basis.Add([.. row.Select(value => value / length)]);
            free.Add(axis);
        }

        return [.. free];
    }

    // Along the axes: x along a, z at right angles to a and b.
    private static ImmutableArray<double> Voigt(Matrix3 strain, ConventionalAxes? axes)
    {
        if (axes is not null)
        {
            Vector3D x = axes.Vectors.X.Normalized();
            Vector3D z = Vector3D.Cross(axes.Vectors.X, axes.Vectors.Y).Normalized();
            var frame = new Matrix3(x, Vector3D.Cross(z, x), z);
            strain = frame * strain * frame.Transposed();
        }

        return [strain.X.X, strain.Y.Y, strain.Z.Z, strain.Y.Z, strain.X.Z, strain.X.Y];
    }

    private double BreakingDisplacement()
    {
        if (match is null)
            return 0;
        var sums = new Vector3D[_crystal.Cell.Count];
        var counts = new int[_crystal.Cell.Count];
        foreach (int member in match.Region.Members)
        {
            int atom = match.Region.SiteOf(member).Atom;
            sums[atom] += match.ResidualOf(member);
            counts[atom]++;
        }

        return Enumerable.Range(0, sums.Length).Where(atom => counts[atom] >= LeastAtomsOfSublattice)
            .Select(atom => (sums[atom] / counts[atom]).Length).DefaultIfEmpty(0).Max();
    }

    private AtomicStructure Member(int[] speciesOf)
    {
        Matrix3 turn = match!.Fit.Placement.Gradient.Polar().Turn * OwnStretch();
        AtomicStructure cell = _crystal.Cell;
        Vector3D[] positions = [.. Enumerable.Range(0, cell.Count).Select(
            atom => turn.Apply(cell.Positions[atom] + match.Fit.Displacement(atom)))];
        ChemicalElement[] species = [.. _crystal.LabelOf.Select(
            label => speciesOf[label] < 0 ? _crystal.Labels[label] : _species[speciesOf[label]])];
        Lattice? lattice = cell.Lattice is { } own
            ? new Lattice(turn.Apply(own.A), turn.Apply(own.B), turn.Apply(own.C))
            : null;
        return new AtomicStructure(positions, species, lattice, cell.Periodicity, name: family.Prototype.CommonName);
    }
}
