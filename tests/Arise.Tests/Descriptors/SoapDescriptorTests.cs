using System.Collections.Immutable;
using System.Text.Json;
using Arise.Descriptors;
using Arise.Numerics;
using Arise.Structures;
using Xunit.Abstractions;

namespace Arise.Tests.Descriptors;

public class SoapDescriptorTests(ITestOutputHelper output)
{
    // The plain path takes a second per large structure: without ARISE_ALL it does the cells and every twelfth of the
    // others.
    [Fact]
    public void All_published_vectors_are_reproduced_with_their_lengths_given()
    {
        var descriptor = new SoapDescriptor();
        double[] plain = new double[PublishedVectors.All.Count], fast = new double[PublishedVectors.All.Count];
        Parallel.For(0, PublishedVectors.All.Count, index =>
        {
            PublishedVectors row = PublishedVectors.All[index];
            if (TestData.Everything || row.Structure.Count <= 40 || index % 12 == 0)
            {
                plain[index] =
                    Deviation(row.Vector, PlainSoap.Compute(row.Structure, row.Distances, SoapSettings.Default));
            }

            var vector = new float[descriptor.Length];
            descriptor.Compute(row.Structure, row.Distances, new SoapWorkspace(descriptor), vector);
            fast[index] = Deviation(row.Vector, vector);
        });

        string furthest = PublishedVectors.All[Array.IndexOf(fast, fast.Max())].Name;
        output.WriteLine($"largest deviation: plain {plain.Max():E2}, fast {fast.Max():E2} ({furthest})");
        Assert.True(
            plain.Max() < 1e-6,
            $"plain: {plain.Max():E2} at {PublishedVectors.All[Array.IndexOf(plain, plain.Max())].Name}");
        Assert.True(
            fast.Max() < 5e-5,
            $"fast: {fast.Max():E2} at {PublishedVectors.All[Array.IndexOf(fast, fast.Max())].Name}");
    }

    [Fact]
    public void Small_cases_of_QUIP_are_reproduced()
    {
        using JsonDocument json =
            JsonDocument.Parse(File.ReadAllText(TestData.PathOf("soap_small_cases.json")));
        double[][] transform = json.RootElement.GetProperty("radial_transform").Deserialize<double[][]>()!;
        double[,] ours = new RadialBasis(SoapSettings.Default).Transform;
        for (int a = 0; a < 9; a++)
        {
            for (int n = 0; n < 9; n++)
                Assert.Equal(transform[a][n], ours[a, n], 1e-13);
        }

        foreach (JsonElement row in json.RootElement.GetProperty("cases").EnumerateArray())
        {
            string title = row.GetProperty("title").GetString()!;
            AtomicStructure structure = SmallCase(row);
            ChemicalElement center = ChemicalElement.FromAtomicNumber(row.GetProperty("z_center").GetInt32());
            ChemicalElement neighbor = ChemicalElement.FromAtomicNumber(row.GetProperty("z_neighbor").GetInt32());
            double[] expected = row.GetProperty("vector").Deserialize<double[]>()!;
            double deviation = Deviation(
                expected, PlainSoap.Pair(structure, center, neighbor, 1, SoapSettings.Default));
            output.WriteLine($"{title}: {deviation:E2}");
            Assert.True(deviation < 1e-12, $"{title}: {deviation:E2}");
        }
    }

    [Fact]
    public void Periodic_fcc_copper_has_the_published_components()
    {
        // Row "fcc_Cu_A_cF4_225_a", periodic, of the test set soap_pristine (Zenodo 10.5281/zenodo.5526927), and its
        // d_NN.
        (int Component, double Value)[] published =
        [
            (231, 0.4359167814254761), (238, 0.3374640941619873), (182, 0.3306840658187866),
            (245, 0.31455957889556885), (140, 0.30204683542251587), (210, 0.2694387137889862),
        ];
        AtomicStructure copper = Fcc(3.61491);
        var distances = new SpeciesPairDistances(copper.DistinctSpecies(), new[,] { { 2.561127374379063 } });
        var descriptor = new SoapDescriptor();
        var fast = new float[descriptor.Length];
        descriptor.Compute(copper, distances, new SoapWorkspace(descriptor), fast);
        double[] plain = PlainSoap.Compute(copper, distances, SoapSettings.Default);
        Assert.Equal(316, fast.Length);
        foreach ((int component, double value) in published)
        {
            Assert.Equal(value, plain[component], 5e-8);
            Assert.Equal(value, fast[component], 5e-6);
        }

        Assert.Equal(1, fast.Sum(v => (double)v * v), 1e-5);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_fast_path_agrees_with_the_plain_one_on_disordered_compounds(bool periodic)
    {
        var descriptor = new SoapDescriptor();
        double worst = 0;
        for (int seed = 0; seed < 12; seed++)
        {
            AtomicStructure structure = RandomCompound(seed, 70, periodic ? Periodicity.InPlane : Periodicity.None);
            worst = Math.Max(worst, Deviation(PlainSoap.Compute(structure), descriptor.Compute(structure)));
        }

        output.WriteLine($"largest deviation {worst:E2}");
        Assert.True(worst < 5e-6, $"{worst:E2}");
    }

    [Theory]
    [InlineData(3.0, 0.08, 0.95)]
    [InlineData(5.0, 0.12, 1.05)]
    [InlineData(4.4, 0.08, 1.05)]
    public void Other_settings_agree_with_the_plain_path_too(double cutoff, double sigma, double scale)
    {
        SoapSettings settings = new() { Cutoff = cutoff, Sigma = sigma, Scale = scale };
        AtomicStructure structure = RandomCompound(5, 60, Periodicity.None);
        double deviation = Deviation(
            PlainSoap.Compute(structure, settings), new SoapDescriptor(settings).Compute(structure));
        Assert.True(deviation < 1e-5, $"{deviation:E2}");
    }

    [Fact]
    public void Rotation_translation_permutation_and_scale_change_nothing()
    {
        var descriptor = new SoapDescriptor();
        for (int seed = 0; seed < 4; seed++)
        {
            AtomicStructure structure = RandomCompound(seed, 40, Periodicity.Bulk);
            double[] plain = PlainSoap.Compute(structure);
            ImmutableArray<float> fast = descriptor.Compute(structure);
            AtomicStructure[] images =
            [
                Rotated(structure, seed), Translated(structure), Permuted(structure, seed), Scaled(structure, 1.37),
            ];
            foreach (AtomicStructure image in images)
            {
                Assert.True(
                    Deviation(plain, PlainSoap.Compute(image)) < 1e-9,
                    $"plain {Deviation(plain, PlainSoap.Compute(image)):E2}");
                Assert.True(
                    Deviation(plain, descriptor.Compute(image)) < 1e-5,
                    $"fast {Deviation(fast, descriptor.Compute(image)):E2}");
            }
        }
    }

    [Fact]
    public void Perfect_crystals_keep_their_vector_in_any_orientation()
    {
        // In the reference the last bit of a distance decides whether 0.005 Angstrom are added: here nothing may flip.
        AtomicStructure copper = Fcc(3.61491);
        double[] plain = PlainSoap.Compute(copper);
        for (int seed = 0; seed < 20; seed++)
            Assert.True(Deviation(plain, PlainSoap.Compute(Rotated(copper, seed))) < 1e-9);
    }

    [Fact]
    public void A_periodic_supercell_has_the_vector_of_its_cell()
    {
        AtomicStructure[] cells =
            [Fcc(4.05), RandomCompound(3, 12, Periodicity.Bulk), RandomCompound(4, 12, Periodicity.InPlane)];
        foreach (AtomicStructure cell in cells)
        {
            AtomicStructure larger = Supercell.Repeat(cell, 2, 3, cell.Periodicity.C ? 2 : 1);
            Assert.True(Deviation(PlainSoap.Compute(cell), PlainSoap.Compute(larger)) < 1e-9);
            Assert.True(Deviation(new SoapDescriptor().Compute(cell), new SoapDescriptor().Compute(larger)) < 1e-5);
        }
    }

    [Fact]
    public void The_same_structure_gives_the_same_bytes_also_in_a_used_workspace()
    {
        var descriptor = new SoapDescriptor();
        AtomicStructure first = RandomCompound(1, 50, Periodicity.Bulk), other = Fcc(3.5);
        ImmutableArray<float> expected = descriptor.Compute(first);
        var workspace = new SoapWorkspace(descriptor);
        var vector = new float[descriptor.Length];
        descriptor.Compute(other, workspace, vector);
        descriptor.Compute(first, workspace, vector);
        Assert.Equal(expected.AsEnumerable(), vector);
    }

    [Fact]
    public void Without_pairs_the_vector_is_zero()
    {
        var alone = new AtomicStructure([Vector3D.Zero], [ChemicalElement.Parse("Cu")]);
        Assert.All(new SoapDescriptor().Compute(alone), v => Assert.Equal(0, v));
        Assert.All(new SoapDescriptor().Compute(new AtomicStructure([], [])), v => Assert.Equal(0, v));
    }

    [Fact]
    public void Rare_species_can_be_left_out()
    {
        AtomicStructure copper = Supercell.Repeat(Fcc(3.6), 3, 3, 3).WithPeriodicity(Periodicity.None);
        ChemicalElement[] species = copper.Species.ToArray();
        (species[4], species[20]) = (ChemicalElement.Parse("Au"), ChemicalElement.Parse("Au"));
        var alloyed = new AtomicStructure(copper.Positions, species);
        int[] host = [.. Enumerable.Range(0, copper.Count).Where(i => i is not (4 or 20))];
        Assert.Equal(
            new SoapDescriptor().Compute(copper.Select(host)).AsEnumerable(),
            new SoapDescriptor(new SoapSettings { MinimumAtomsPerSpecies = 3 }).Compute(alloyed));
    }

    private static double Deviation(IEnumerable<double> expected, IEnumerable<float> actual) =>
        Deviation(expected, actual.Select(v => (double)v));

    private static double Deviation(IEnumerable<float> expected, IEnumerable<float> actual) =>
        Deviation(expected.Select(v => (double)v), actual.Select(v => (double)v));

    private static double Deviation(IEnumerable<float> expected, IEnumerable<double> actual) =>
        Deviation(expected.Select(v => (double)v), actual);

    private static double Deviation(IEnumerable<double> expected, IEnumerable<double> actual) =>
        expected.Zip(actual, (e, a) => Math.Abs(e - a)).Max();

    private static AtomicStructure SmallCase(JsonElement row)
    {
        double[][] positions = row.GetProperty("positions").Deserialize<double[][]>()!;
        double[][] cell = row.GetProperty("cell").Deserialize<double[][]>()!;
        bool[] pbc = row.GetProperty("pbc").Deserialize<bool[]>()!;
        int[] numbers = row.GetProperty("numbers").Deserialize<int[]>()!;

        // The reference writes zeros for lattice vectors without periodicity.
        Vector3D[] rows = [.. cell.Select((v, k) => pbc[k]
            ? new Vector3D(v[0], v[1], v[2])
            : new Vector3D(k == 0 ? 1 : 0, k == 1 ? 1 : 0, k == 2 ? 1 : 0))];
        return new AtomicStructure(
            [.. positions.Select(p => new Vector3D(p[0], p[1], p[2]))],
            [.. numbers.Select(ChemicalElement.FromAtomicNumber)],
            new Lattice(rows[0], rows[1], rows[2]),
            new Periodicity(pbc[0], pbc[1], pbc[2]));
    }

    private static AtomicStructure Fcc(double a) => new(
        [Vector3D.Zero],
        [ChemicalElement.Parse("Cu")],
        new Lattice(new(0, a / 2, a / 2), new(a / 2, 0, a / 2), new(a / 2, a / 2, 0)),
        Periodicity.Bulk);

    // Atoms of up to three species at random places, no two closer than 1.2 Angstrom.
    private static AtomicStructure RandomCompound(int seed, int atoms, Periodicity periodicity)
    {
        var random = new Random(seed);
        double edge = 2.4 * Math.Cbrt(atoms);
        var lattice = new Lattice(new(edge, 0, 0), new(0.2 * edge, edge, 0), new(-0.1 * edge, 0.3 * edge, edge));
        var positions = new List<Vector3D>();
        ChemicalElement one = ChemicalElement.Parse("Cu");
        while (positions.Count < atoms)
        {
            Vector3D candidate = lattice.ToCartesian(
                new Vector3D(random.NextDouble(), random.NextDouble(), random.NextDouble()));
            var trial = new AtomicStructure(
                [.. positions, candidate], [.. Enumerable.Repeat(one, positions.Count + 1)], lattice, periodicity);
            var buffer = new NeighborBuffer();
            new NeighborSearch(trial, 1.2).Find(positions.Count, buffer);
            if (buffer.Count == 0)
                positions.Add(candidate);
        }

        string[] symbols = ["Cu", "O", "Ba"];
        return new AtomicStructure(
            [.. positions],
            [.. positions.Select(_ => ChemicalElement.Parse(symbols[random.Next(1 + (seed % 3))]))],
            lattice,
            periodicity);
    }

    private static AtomicStructure Rotated(AtomicStructure structure, int seed)
    {
        var random = new Random(seed + 100);
        Vector3D axis =
            new Vector3D(random.NextDouble() - 0.5, random.NextDouble() - 0.5, random.NextDouble() - 0.5).Normalized();
        double angle = 2 * Math.PI * random.NextDouble();
        Vector3D Turn(Vector3D v) => (Math.Cos(angle) * v) + (Math.Sin(angle) * Vector3D.Cross(axis, v))
            + ((1 - Math.Cos(angle)) * Vector3D.Dot(axis, v) * axis);
        return Mapped(structure, Turn, Turn);
    }

    private static AtomicStructure Translated(AtomicStructure structure) =>
        Mapped(structure, v => v + new Vector3D(12.3, -4.5, 0.77), v => v);

    private static AtomicStructure Scaled(AtomicStructure structure, double factor) =>
        Mapped(structure, v => factor * v, v => factor * v);

    private static AtomicStructure Permuted(AtomicStructure structure, int seed)
    {
        int[] order = [.. Enumerable.Range(0, structure.Count)];
        new Random(seed).Shuffle(order);
        return structure.Select(order);
    }

    private static AtomicStructure Mapped(
        AtomicStructure structure, Func<Vector3D, Vector3D> position, Func<Vector3D, Vector3D> vector)
    {
        Lattice lattice = structure.Lattice!;
        return new AtomicStructure(
            [.. structure.Positions.ToArray().Select(position)],
            structure.Species,
            new Lattice(vector(lattice.A), vector(lattice.B), vector(lattice.C)),
            structure.Periodicity);
    }
}
