using System.Runtime.InteropServices;
using System.Text;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Baselines.SpaceGroups;

/// <summary>
/// The symmetry finder spglib, a library of the system (package libsymspg1 of Debian and Ubuntu, spglib of
/// conda-forge and Homebrew) that is loaded when it is first asked for and need not be there.
/// </summary>
/// <remarks>
/// A. Togo, K. Shinohara and I. Tanaka, Sci. Technol. Adv. Mater. Methods 4, 2384822 (2024),
/// doi:10.1080/27660400.2024.2384822. It sees crystals that are periodic in three directions; all atoms of one element
/// are alike.
/// </remarks>
public static class Spglib
{
    private const string Library = "symspg";

    // A symbol has at most ten letters and an end.
    private const int SymbolLength = 11;

    private static readonly string[] Names =
    [
        "libsymspg.so.2", "libsymspg.so.1", "libsymspg.so", "libsymspg.2.dylib", "libsymspg.1.dylib",
        "libsymspg.dylib", "symspg.dll", "libsymspg.dll",
    ];

    private static readonly Lazy<IntPtr> Handle = new(Load);

    /// <summary>Whether the library is installed.</summary>
    public static bool IsInstalled => Handle.Value != IntPtr.Zero;

    /// <summary>The version of the library.</summary>
    /// <exception cref="SpglibException">It is not installed.</exception>
    public static Version Version
    {
        get
        {
            RequireInstalled();
            return new Version(MajorVersion(), MinorVersion(), MicroVersion());
        }
    }

    /// <summary>The space group of a crystal, or null when none is found within the tolerance.</summary>
    /// <param name="crystal">Atoms that are periodic in three directions.</param>
    /// <param name="tolerance">How far an atom may be from its image under an operation, Angstrom.</param>
    /// <param name="angleTolerance">
    /// How much angles between lattice vectors may differ, degrees; negative for what spglib takes from the tolerance.
    /// </param>
    /// <exception cref="SpglibException">
    /// The library is not installed, or the structure is not periodic in three directions.
    /// </exception>
    /// <exception cref="ArgumentException">The tolerance is not positive.</exception>
    public static FoundSpaceGroup? Find(AtomicStructure crystal, double tolerance, double angleTolerance = -1)
    {
        Setting.Require(
            tolerance > 0 && double.IsFinite(tolerance),
            nameof(tolerance),
            $"A tolerance of {tolerance} Angstrom: it must be positive.");
        RequireInstalled();
        if (crystal.Lattice is not { } lattice || crystal.Periodicity != Periodicity.Bulk)
        {
            throw new SpglibException(
                "a space group needs a crystal that is periodic in three directions, and this sample is not.");
        }

        // Lattice vectors are the columns.
        double[] axes =
        [
            lattice.A.X, lattice.B.X, lattice.C.X,
            lattice.A.Y, lattice.B.Y, lattice.C.Y,
            lattice.A.Z, lattice.B.Z, lattice.C.Z,
        ];
        double[] places = new double[3 * crystal.Count];
        int[] types = new int[crystal.Count];
        for (int atom = 0; atom < crystal.Count; atom++)
        {
            Vector3D fractional = lattice.ToFractional(crystal.Positions[atom]);
            (places[3 * atom], places[(3 * atom) + 1], places[(3 * atom) + 2]) =
                (fractional.X, fractional.Y, fractional.Z);
            types[atom] = crystal.Species[atom].AtomicNumber;
        }

        byte[] symbol = new byte[SymbolLength];
        int number = International(symbol, axes, places, types, crystal.Count, tolerance, angleTolerance);
        return number < 1
            ? null
            : new FoundSpaceGroup(number, Encoding.ASCII.GetString(symbol).TrimEnd('\0', ' '));
    }

    private static void RequireInstalled()
    {
        if (!IsInstalled)
        {
            throw new SpglibException(
                "the symmetry finder spglib is not installed; install the package libsymspg1 (Debian, Ubuntu) or "
                + "spglib (conda-forge, Homebrew).");
        }
    }

    private static IntPtr Load()
    {
        foreach (string name in Names)
        {
            if (!NativeLibrary.TryLoad(name, out IntPtr handle))
                continue;
            NativeLibrary.SetDllImportResolver(
                typeof(Spglib).Assembly, (asked, _, _) => asked == Library ? handle : IntPtr.Zero);
            return handle;
        }

        return IntPtr.Zero;
    }

    [DllImport(Library, EntryPoint = "spgat_get_international", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int International(
        byte[] symbol,
        double[] lattice,
        double[] positions,
        int[] types,
        int count,
        double tolerance,
        double angleTolerance);

    [DllImport(Library, EntryPoint = "spg_get_major_version", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MajorVersion();

    [DllImport(Library, EntryPoint = "spg_get_minor_version", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MinorVersion();

    [DllImport(Library, EntryPoint = "spg_get_micro_version", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MicroVersion();
}
