using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Arise.Numerics;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Tests.Structures.Formats;

/// <summary>
/// ASE (Debian's python3-ase, with scipy) reads what is written here, and what it writes is read here. Where it is not
/// installed nothing is judged; then <see cref="ForeignFiles"/> stand for it.
/// </summary>
public sealed class AseJudgeTests : FormatTestBase, IDisposable
{
    private const string Python = "/usr/bin/python3";

    // Per file: number of atoms, volume, and the sorted distances between nearest images.
    private const string Judge = """
        import sys, numpy as np
        from ase.io import read
        for line in sys.stdin.read().splitlines():
            path, form, index = line.split()
            style = {'style': 'atomic'} if form == 'lammps-data' else {}
            for atoms in read(path, index=index, format=form, **style):
                d = np.sort(atoms.get_all_distances(mic=True).ravel())[len(atoms):]
                symbols = '-' if form == 'lammps-data' else atoms.get_chemical_formula('hill')
                print(path, symbols, repr(float(atoms.get_volume())), *[repr(float(x)) for x in d])
        """;

    private const string Writer = """
        import sys, os, numpy as np
        from ase import Atoms
        from ase.io import write
        from ase.db import connect
        from scipy.io import netcdf_file, savemat
        os.chdir(sys.argv[1])
        rng = np.random.RandomState(7)
        frames = []
        for k in range(3):
            cell = np.diag([6.0, 7.0, 8.0]) + np.tril(rng.rand(3, 3), -1)
            frames.append(Atoms('Ni3Al2', scaled_positions=(np.arange(5)[:, None] * [0.2, 0.4, 0.6] + 0.1
                + 0.02 * rng.rand(5, 3)) % 1, cell=cell, pbc=True))
        for name, form in (('t.xyz', 'extxyz'), ('t.traj', 'traj'), ('t.cif', 'cif')):
            write(name, frames, format=form)
        same = [atoms.copy() for atoms in frames]
        for atoms in same:
            atoms.set_cell(frames[0].cell, scale_atoms=True)
        write('u.xyz', same, format='extxyz')
        write('XDATCAR', same, format='vasp-xdatcar')
        for atoms in frames:
            connect('t.db').write(atoms, note='x' * 3000, name='alloy')
        f = netcdf_file('t.nc', 'w', version=2)
        f.Conventions = 'AMBER'
        for name, n in (('frame', None), ('atom', 5), ('spatial', 3), ('cell_spatial', 3), ('cell_angular', 3)):
            f.createDimension(name, n)
        x = f.createVariable('coordinates', 'd', ('frame', 'atom', 'spatial'))
        a = f.createVariable('cell_lengths', 'd', ('frame', 'cell_spatial'))
        b = f.createVariable('cell_angles', 'd', ('frame', 'cell_angular'))
        t = f.createVariable('type', 'i', ('frame', 'atom'))
        for k, atoms in enumerate(frames):
            x[k], a[k], b[k] = atoms.positions, atoms.cell.lengths(), atoms.cell.angles()
            t[k] = [1, 1, 1, 2, 2]
        f.close()
        savemat('t.mat', {'positions': frames[0].positions.T, 'types': [1, 1, 1, 2, 2]}, do_compression=True)
        np.save('t.npy', np.asfortranarray(frames[0].positions))
        np.savetxt('t.csv', frames[0].positions / 10, delimiter=';', header='X (nm);Y (nm);Z (nm)')
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("arise-ase").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Ase_reads_the_same_crystal_from_every_format()
    {
        if (!IsInstalled())
            return;
        var random = new Random(12);
        AtomicStructure first = Oriented(random), second;

        // ASE leaves out the last frame of a dump when it is shorter than the atoms of the frame before.
        do
            second = Oriented(random);
        while (second.Count != first.Count);
        AtomicStructure[] frames = [first, second];
        (StructureFormat Format, string File, string Ase)[] written =
        [
            (StructureFormat.ExtendedXyz, "a.xyz", "extxyz"),
            (StructureFormat.Xdatcar, "XDATCAR", "vasp-xdatcar"),
            (StructureFormat.LammpsDump, "a.dump", "lammps-dump-text"),
            (StructureFormat.LammpsDump, "turned.dump", "lammps-dump-text"),
            (StructureFormat.Cif, "a.cif", "cif"),
            (StructureFormat.Poscar, "POSCAR", "vasp"),
            (StructureFormat.FhiAims, "geometry.in", "aims"),
            (StructureFormat.LammpsData, "a.data", "lammps-data"),
        ];
        foreach ((StructureFormat format, string file, _) in written)
            StructureFile.Write(PathOf(file), format.HoldsManyFrames ? frames : frames[..1], format);
        StructureFile.Write(PathOf("turned.dump"), frames.Select(Turned));

        string[] lines = Run(Judge, string.Join('\n', written.Select(one => $"{PathOf(one.File)} {one.Ase} :")));

        double[][] own = [.. frames.Select(Distances)];
        Assert.Equal(
            [.. written.SelectMany(one => Enumerable.Repeat(PathOf(one.File), one.Format.HoldsManyFrames ? 2 : 1))],
            lines.Select(line => line.Split(' ')[0]));
        foreach ((StructureFormat format, string file, _) in written)
        {
            string[][] read =
            [
                .. lines.Select(line => line.Split(' ')).Where(words => words[0] == PathOf(file)),
            ];
            for (int k = 0; k < read.Length; k++)
            {
                if (read[k][1] != "-")
                    Assert.Equal(Parts(frames[k].Formula()), Parts(read[k][1]));
                double[] numbers = [.. read[k][2..].Select(word => double.Parse(word, CultureInfo.InvariantCulture))];
                Assert.Equal(frames[k].Lattice!.Volume, numbers[0], 1e-6 * numbers[0]);
                Assert.Equal(own[k].Length, numbers.Length - 1);
                for (int i = 0; i < own[k].Length; i++)
                {
                    (double here, double there) = (own[k][i], numbers[i + 1]);
                    Assert.True(Math.Abs(here - there) < 1e-5, $"{format}: {here}, {there}");
                }
            }
        }
    }

    // Without carbon ASE puts hydrogen first, others do not.
    private static IEnumerable<string> Parts(string formula) =>
        Regex.Matches(formula, "[A-Z][a-z]?[0-9]*").Select(part => part.Value).Order(StringComparer.Ordinal);

    [Fact]
    public void What_ase_and_scipy_write_is_read()
    {
        if (!IsInstalled())
            return;
        Run(Writer, "", _folder);
        AtomicStructure[] frames = [.. StructureFile.Read(PathOf("t.xyz"))];
        Assert.Equal(3, frames.Length);

        foreach (string file in (string[])["t.traj", "t.db", "t.nc", "XDATCAR", "t.cif"])
        {
            AtomicStructure[] read = [.. StructureFile.Read(PathOf(file), Species("Ni", "Al"))];
            AtomicStructure[] told = file == "XDATCAR" ? [.. StructureFile.Read(PathOf("u.xyz"))] : frames;
            Assert.Equal(told.Select(Symbols), read.Select(Symbols));
            for (int k = 0; k < told.Length; k++)
            {
                double[] expected = Distances(told[k]), actual = Distances(read[k]);
                for (int i = 0; i < expected.Length; i++)
                    Assert.True(Math.Abs(expected[i] - actual[i]) < 1e-4, $"{file}: {expected[i]}, {actual[i]}");
            }
        }

        // A pair of ASE may be called as extended XYZ calls the name of a frame.
        StructureFile.Write(PathOf("copy.xyz"), StructureFile.Read(PathOf("t.db")));
        Assert.All(StructureFile.Read(PathOf("copy.xyz")), row => Assert.Equal("alloy", row.Properties["ase_name"]));
        foreach (string file in (string[])["t.mat", "t.npy", "t.csv"])
        {
            AtomicStructure table = Assert.Single(
                StructureFile.Read(PathOf(file), file == "t.mat" ? Species("Ni", "Al") : Species("Ni")));
            for (int atom = 0; atom < table.Count; atom++)
                Assert.True((table.Positions[atom] - frames[0].Positions[atom]).Length < 1e-7, file);
        }
    }

    // In the orientation of LAMMPS, since ASE does not read general boxes.
    private static AtomicStructure Oriented(Random random)
    {
        AtomicStructure crystal;
        do
            crystal = RandomStructures.Triclinic(random);
        while (crystal.Count < 4);
        (double a, double b, double c, double alpha, double beta, double gamma) = crystal.Lattice!.Parameters;
        Lattice lattice = Lattice.FromParameters(a, b, c, alpha, beta, gamma);
        Vector3D[] positions =
        [
            .. crystal.Positions.ToArray().Select(position => lattice.ToCartesian(
                crystal.Lattice.ToFractional(position))),
        ];
        return new AtomicStructure(positions, crystal.Species, lattice, Periodicity.Bulk);
    }

    // The axes of space exchanged: a left-handed picture in an orientation that LAMMPS does not take.
    private static AtomicStructure Turned(AtomicStructure crystal)
    {
        return new AtomicStructure(
            crystal.Positions.ToArray().Select(Exchanged).ToArray(),
            crystal.Species,
            Lattice(crystal.Lattice!),
            Periodicity.Bulk);

        static Vector3D Exchanged(Vector3D place) => new(place.Z, place.Y, place.X);

        static Lattice Lattice(Lattice cell) => new(Exchanged(cell.A), Exchanged(cell.B), Exchanged(cell.C));
    }

    // Sorted distances between the nearest images of all pairs, both ways; the images within four cells suffice.
    private static double[] Distances(AtomicStructure structure)
    {
        Lattice lattice = structure.Lattice!;
        var distances = new List<double>();
        for (int i = 0; i < structure.Count; i++)
        {
            for (int j = 0; j < structure.Count; j++)
            {
                if (i == j)
                    continue;
                Vector3D fractional = lattice.ToFractional(structure.Positions[j] - structure.Positions[i]);
                double least = double.PositiveInfinity;
                for (int cell = 0; cell < 729; cell++)
                {
                    least = Math.Min(least, lattice.ToCartesian(new Vector3D(
                        fractional.X - Math.Floor(fractional.X) + (cell % 9) - 4,
                        fractional.Y - Math.Floor(fractional.Y) + (cell / 9 % 9) - 4,
                        fractional.Z - Math.Floor(fractional.Z) + (cell / 81) - 4)).Length);
                }

                distances.Add(least);
            }
        }

        distances.Sort();
        return [.. distances];
    }

    private static bool IsInstalled() =>
        File.Exists(Python) && Directory.Exists("/usr/lib/python3/dist-packages/ase");

    private static string[] Run(string script, string input, params string[] arguments)
    {
        var start = new ProcessStartInfo(Python, ["-W", "ignore", "-c", script, .. arguments])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.Result);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private string PathOf(string name) => Path.Combine(_folder, name);
}
