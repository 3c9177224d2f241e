using System.Numerics;
using Arise.Baselines;
using Arise.Baselines.TemplateMatching;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Tests.Baselines.TemplateMatching;

public class PolyhedralTemplateMatchingTests
{
    private static readonly TemplateMatchingSettings Uncut = new() { RmsdCutoff = double.PositiveInfinity };

    [Theory]
    [MemberData(nameof(IdealCells.Names), MemberType = typeof(IdealCells))]
    public void A_perfect_crystal_in_any_orientation_is_found_with_its_rotation_and_size(
        string name, LocalStructure type, ChemicalOrdering ordering)
    {
        for (ulong seed = 0; seed < 3; seed++)
        {
            Matrix3 turn = seed == 0 ? Matrix3.Identity : IdealCells.Turn(seed);
            double scale = 1 + (0.3 * seed);
            AtomicStructure crystal = IdealCells.Transformed(IdealCells.Crystal(name), scale * turn);
            TemplateMatches found = PolyhedralTemplateMatching.Match(crystal);
            for (int atom = 0; atom < crystal.Count; atom++)
            {
                Assert.Equal(type, found.Types[atom]);
                Assert.Equal(ordering, found.Orderings[atom]);
                Assert.Equal(0, found.Rmsds[atom], 1e-7);
                Assert.Equal(scale * IdealCells.Nearest, found.Distances[atom], 1e-5);
                Assert.Equal(0, Misorientation(type, turn, found.Orientations[atom]), 0.01);

                // Without strain F is the rotation that was found.
                Assert.True((Deformation(found, atom) - Matrix(found.Orientations[atom])).Norm < 1e-5);
            }
        }
    }

    [Theory]
    [MemberData(nameof(IdealCells.Names), MemberType = typeof(IdealCells))]
    public void A_rattled_crystal_is_found_near_its_rotation(
        string name, LocalStructure type, ChemicalOrdering ordering)
    {
        Matrix3 turn = IdealCells.Turn(7);
        AtomicStructure crystal = IdealCells.Rattled(
            IdealCells.Transformed(IdealCells.Crystal(name), turn), 0.04 * IdealCells.Nearest, 3);
        TemplateMatches found = PolyhedralTemplateMatching.Match(crystal, Uncut);
        for (int atom = 0; atom < crystal.Count; atom++)
        {
            Assert.Equal(type, found.Types[atom]);
            Assert.Equal(ordering, found.Orderings[atom]);
            Assert.InRange(found.Rmsds[atom], 0.005, 0.15);
            Assert.InRange(Misorientation(type, turn, found.Orientations[atom]), 0, 8);
            Assert.InRange(found.Distances[atom], 0.9 * IdealCells.Nearest, 1.1 * IdealCells.Nearest);
        }
    }

    // Of the stretched crystal F is the stretch, up to its size: F is measured with the scale taken out.
    [Theory]
    [InlineData("sc")]
    [InlineData("fcc")]
    [InlineData("hcp")]
    [InlineData("bcc")]
    [InlineData("diamond")]
    [InlineData("hexagonal diamond")]
    public void A_strained_crystal_tells_its_strain(string name)
    {
        var strain = new Matrix3(new(1.03, 0.02, 0), new(0.01, 0.99, -0.015), new(0, 0.01, 0.985));
        AtomicStructure crystal = IdealCells.Transformed(IdealCells.Crystal(name), strain);
        TemplateMatches found = PolyhedralTemplateMatching.Match(crystal);
        for (int atom = 0; atom < crystal.Count; atom++)
        {
            Matrix3 f = found.Distances[atom] / IdealCells.Nearest * Deformation(found, atom);
            Assert.True((f - strain).Norm < 1e-5, $"{name}: {f}");
            Assert.InRange(found.Rmsds[atom], 0.005, 0.05);
        }
    }

    [Fact]
    public void A_strained_sheet_tells_its_strain_in_its_plane_and_its_normal()
    {
        var strain = new Matrix3(new(1.03, 0.02, 0), new(0.01, 0.99, 0), new(0, 0, 1));
        AtomicStructure sheet = IdealCells.Transformed(IdealCells.Crystal("graphene"), strain);
        TemplateMatches found = PolyhedralTemplateMatching.Match(sheet);
        for (int atom = 0; atom < sheet.Count; atom++)
        {
            Matrix3 f = Deformation(found, atom);
            double size = found.Distances[atom] / IdealCells.Nearest;
            Assert.Equal(0, ((size * f.Transposed().X) - strain.Transposed().X).Length, 1e-5);
            Assert.Equal(0, ((size * f.Transposed().Y) - strain.Transposed().Y).Length, 1e-5);
            Assert.Equal(0, (f.Transposed().Z - new Vector3D(0, 0, 1)).Length, 1e-6);
        }
    }

    [Fact]
    public void The_sites_of_L1_2_are_told_apart()
    {
        AtomicStructure crystal = IdealCells.Rattled(IdealCells.Crystal("L1_2"), 0.05, 1);
        TemplateMatches found = PolyhedralTemplateMatching.Match(crystal);
        for (int atom = 0; atom < crystal.Count; atom++)
        {
            Assert.Equal(
                crystal.Species[atom].Symbol == "Au" ? ChemicalOrdering.L12Minority : ChemicalOrdering.L12Majority,
                found.Orderings[atom]);
        }
    }

    [Fact]
    public void One_wrong_or_third_species_is_no_ordering()
    {
        AtomicStructure crystal = IdealCells.Crystal("B2");
        ChemicalElement[] species = crystal.Species.ToArray();
        species[0] = ChemicalElement.Parse(species[0].Symbol == "Cu" ? "Au" : "Cu");
        Assert.Equal(15, CountNone(species));
        species[0] = ChemicalElement.Parse("Zn");

        // The center itself has one species around it and another beyond.
        Assert.Equal(15, CountNone(species));

        int CountNone(ChemicalElement[] of) => PolyhedralTemplateMatching.Match(crystal.WithSpecies(of))
            .Orderings.Count(ordering => ordering == ChemicalOrdering.None);
    }

    [Fact]
    public void An_icosahedron_has_one_icosahedral_atom_and_corners_without_enough_neighbors_of_a_solid()
    {
        Vector3D[] corners = [.. Templates.Icosahedron.Vertices.Select(v => 2.6 * IdealCells.Turn(4).Apply(v))];
        var cluster = new AtomicStructure(
            [Vector3D.Zero, .. corners], [.. Enumerable.Repeat(ChemicalElement.Parse("Cu"), 13)]);
        TemplateMatches found = PolyhedralTemplateMatching.Match(cluster);
        Assert.Equal(LocalStructure.Icosahedral, found.Types[0]);
        Assert.Equal(0, found.Rmsds[0], 1e-7);
        Assert.Equal(0, Misorientation(LocalStructure.Icosahedral, IdealCells.Turn(4), found.Orientations[0]), 0.01);
        Assert.All(found.Types[1..], type => Assert.Equal(LocalStructure.Other, type));
    }

    [Fact]
    public void Too_few_atoms_and_atoms_at_one_place_are_nothing()
    {
        ChemicalElement copper = ChemicalElement.Parse("Cu");
        Assert.Empty(PolyhedralTemplateMatching.Match(new AtomicStructure([], [])).Types);
        var five = new AtomicStructure(
            [new(0, 0, 0), new(1, 0, 0), new(0, 1, 0), new(0, 0, 1), new(1, 1, 1)],
            [.. Enumerable.Repeat(copper, 5)]);
        TemplateMatches few = PolyhedralTemplateMatching.Match(five, Uncut);
        Assert.All(few.Types, type => Assert.Equal(LocalStructure.Other, type));
        Assert.All(few.Rmsds, rmsd => Assert.Equal(float.PositiveInfinity, rmsd));
        Assert.All(few.Distances, distance => Assert.Equal(0, distance));
        Assert.True(few.NeighborsOf(0).IsEmpty);

        AtomicStructure crystal = IdealCells.Crystal("fcc");
        Vector3D[] positions = crystal.Positions.ToArray();
        positions[1] = positions[0];
        TemplateMatches twice = PolyhedralTemplateMatching.Match(crystal.WithPositions(positions));
        Assert.Equal(LocalStructure.Other, twice.Types[0]);
        Assert.Equal(LocalStructure.Other, twice.Types[1]);
        Assert.Contains(LocalStructure.Fcc, twice.Types);
    }

    // Numbers overflow or vanish, and nothing else happens.
    [Theory]
    [InlineData(1e-3)]
    [InlineData(1e-12)]
    [InlineData(1e-60)]
    [InlineData(1e-120)]
    [InlineData(1e-160)]
    public void Atoms_that_almost_touch_disturb_no_others(double distance)
    {
        AtomicStructure crystal = IdealCells.Crystal("fcc");
        Vector3D[] positions = crystal.Positions.ToArray();
        int touched = Array.FindIndex(positions, p => p.Length == 0), other = touched + 1;
        positions[other] = new(distance, 0, 0);
        TemplateMatches found = PolyhedralTemplateMatching.Match(crystal.WithPositions(positions));
        Assert.Equal(LocalStructure.Other, found.Types[touched]);
        Assert.Equal(LocalStructure.Other, found.Types[other]);
        Assert.InRange(found.Types.Count(type => type == LocalStructure.Fcc), crystal.Count - 40, crystal.Count - 2);
    }

    // Cells of one to eight atoms, and with atoms far outside of them.
    [Theory]
    [MemberData(nameof(IdealCells.Names), MemberType = typeof(IdealCells))]
    public void The_smallest_cell_is_the_endless_crystal(string name, LocalStructure type, ChemicalOrdering ordering)
    {
        AtomicStructure cell = IdealCells.Cell(name);
        Vector3D[] far = cell.Positions.ToArray();
        far[0] += cell.Lattice!.ToCartesian(new(4e5, -7, 3));
        foreach (AtomicStructure small in new[] { cell, cell.WithPositions(far) })
        {
            TemplateMatches found = PolyhedralTemplateMatching.Match(small);
            Assert.All(found.Types, t => Assert.Equal(type, t));
            Assert.All(found.Orderings, o => Assert.Equal(ordering, o));
            Assert.All(found.Distances, d => Assert.Equal(IdealCells.Nearest, d, 1e-4));
        }
    }

    [Fact]
    public void Matched_neighbors_are_those_of_the_crystal_in_the_order_of_the_template()
    {
        AtomicStructure crystal = IdealCells.Rattled(IdealCells.Crystal("zinc blende"), 0.05, 8);
        TemplateMatches found = PolyhedralTemplateMatching.Match(crystal);
        for (int atom = 0; atom < crystal.Count; atom++)
        {
            int[] neighbors = found.NeighborsOf(atom).ToArray();
            Assert.Equal(16, neighbors.Distinct().Count());
            for (int k = 0; k < 16; k++)
            {
                Assert.Equal(k < 4, crystal.Species[neighbors[k]] != crystal.Species[atom]);
                if (k >= 4)
                    Assert.Contains(neighbors[k], found.NeighborsOf(neighbors[(k - 4) / 3])[..4].ToArray());
            }
        }
    }

    [Fact]
    public void The_order_of_the_atoms_and_the_threads_change_nothing()
    {
        AtomicStructure sample = IdealCells.Rattled(IdealCells.Crystal("diamond").Repeat(2, 1, 1), 0.25, 5);
        TemplateMatches first = PolyhedralTemplateMatching.Match(sample, Uncut with { Threads = 1 });
        TemplateMatches threads = PolyhedralTemplateMatching.Match(sample, Uncut with { Threads = 3 });
        Assert.Equal(first.Types.ToArray(), threads.Types.ToArray());
        Assert.Equal(first.Rmsds.ToArray(), threads.Rmsds.ToArray());
        Assert.Equal(first.Orientations.ToArray(), threads.Orientations.ToArray());
        Assert.Equal(first.DeformationGradients.ToArray(), threads.DeformationGradients.ToArray());

        int[] order = [.. Enumerable.Range(0, sample.Count)];
        new RandomNumbers(2, 2).Shuffle<int>(order);
        TemplateMatches other = PolyhedralTemplateMatching.Match(sample.Select(order), Uncut);
        for (int k = 0; k < order.Length; k++)
        {
            Assert.Equal(first.Types[order[k]], other.Types[k]);
            Assert.Equal(first.Rmsds[order[k]], other.Rmsds[k], 1e-6);
        }
    }

    // What cannot be better is left out, and changes no answer.
    [Theory]
    [InlineData("fcc")]
    [InlineData("diamond")]
    [InlineData("bcc")]
    public void The_best_of_all_types_is_the_best_of_each_alone(string name)
    {
        AtomicStructure sample = IdealCells.Rattled(IdealCells.Crystal(name), 0.3, 9);
        TemplateMatches all = PolyhedralTemplateMatching.Match(sample, Uncut);
        TemplateMatches[] alone = [.. TemplateMatchingSettings.AllTypes
            .Select(type => PolyhedralTemplateMatching.Match(sample, Uncut with { Types = [type] }))];
        for (int atom = 0; atom < sample.Count; atom++)
        {
            TemplateMatches best = alone.MinBy(one => one.Rmsds[atom])!;
            Assert.Equal(best.Types[atom], all.Types[atom]);
            Assert.Equal(best.Rmsds[atom], all.Rmsds[atom]);
            Assert.Equal(best.Orientations[atom], all.Orientations[atom]);
        }

        Assert.True(all.Types.Distinct().Count() > 1);
    }

    [Fact]
    public void Only_wanted_types_are_found_and_the_cutoff_keeps_what_fits_badly_out()
    {
        AtomicStructure crystal = IdealCells.Rattled(IdealCells.Crystal("fcc"), 0.1, 2);
        TemplateMatches hcp = PolyhedralTemplateMatching.Match(crystal, Uncut with { Types = [LocalStructure.Hcp] });
        Assert.All(hcp.Types, type => Assert.True(type is LocalStructure.Hcp or LocalStructure.Other));
        Assert.Contains(LocalStructure.Hcp, hcp.Types);

        TemplateMatches all = PolyhedralTemplateMatching.Match(crystal, Uncut);
        float[] sorted = [.. all.Rmsds.Order()];
        double cutoff = (sorted[99] + sorted[100]) / 2;
        TemplateMatches cut = PolyhedralTemplateMatching.Match(crystal, Uncut with { RmsdCutoff = cutoff });
        Assert.Equal(100, cut.Types.Count(type => type == LocalStructure.Fcc));
        Assert.Equal(all.BestTypes.ToArray(), cut.BestTypes.ToArray());
        Assert.Equal(all.Rmsds.ToArray(), cut.Rmsds.ToArray());
        int[] histogram = all.RmsdHistogram(cutoff, 7);
        Assert.Equal(7, histogram.Length);
        Assert.Equal(100, histogram.Sum());
        Assert.Equal(sorted.Count(rmsd => rmsd < cutoff / 7), histogram[0]);
    }

    [Fact]
    public void Work_can_be_watched_and_stopped()
    {
        AtomicStructure crystal = IdealCells.Crystal("fcc");
        var observer = new Observer();
        PolyhedralTemplateMatching.Match(crystal, Uncut with { Threads = 1 }, observer);
        IReadOnlyList<WorkProgress> reports = observer.Reports;
        Assert.Equal(["Neighbors", "Templates"], reports.Select(report => report.Step).Distinct());
        Assert.Contains(reports, report => report.Done == crystal.Count && report.Step == "Templates");
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(
            () => PolyhedralTemplateMatching.Match(crystal, Uncut, null, source.Token));
    }

    private static Matrix3 Deformation(TemplateMatches matches, int atom)
    {
        ReadOnlySpan<float> f = matches.DeformationGradients.AsSpan(9 * atom, 9);
        return new(new(f[0], f[1], f[2]), new(f[3], f[4], f[5]), new(f[6], f[7], f[8]));
    }

    private static Matrix3 Matrix(Quaternion q) => UnitQuaternion.Of(q.W, q.X, q.Y, q.Z).ToMatrix();

    // Smallest angle in degrees between a rotation and an orientation of a crystal with its symmetry.
    private static double Misorientation(LocalStructure type, Matrix3 turn, Quaternion found)
    {
        UnitQuaternion[] group = Templates.All.Single(t => t.Type == type).CrystalRotations;
        Matrix3 between = turn.Transposed() * Matrix(found);
        double cosine = group.Max(s => ((between * s.ToMatrix()).Trace - 1) / 2);
        return Math.Acos(Math.Clamp(cosine, -1, 1)) * 180 / Math.PI;
    }
}
