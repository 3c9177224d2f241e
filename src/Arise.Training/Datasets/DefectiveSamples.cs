using System.Collections.Immutable;
using Arise.Defects;
using Arise.Descriptors;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Structures;
using Arise.Synthesis;

namespace Arise.Datasets;

/// <summary>One structure of a class, made defective in ways drawn from the settings.</summary>
/// <remarks>
/// The label rule: a structure keeps the class of its crystal as long as every species of the crystal is left with at
/// least three atoms and there are twenty atoms at least; a piece with fewer is drawn again, ten times at most, each
/// time larger by 1.5 Angstrom. Then a graphene that lost its nitrogen is not shown as C3N. Where species are
/// exchanged, it keeps the class of the ordered compound, most sites of which still have their species; an element with
/// foreign atoms at random sites keeps the class of the element.
/// </remarks>
internal sealed class DefectiveSamples
{
    // No class contains it; the descriptor only asks which species are the same.
    private static readonly ChemicalElement Solute = ChemicalElement.Parse("Xe");

    private const int LeastAtoms = 20;
    private const int LeastPerSpecies = 3;
    private const int MostAttempts = 10;
    private const ulong FirstOfCut = 20;
    private const ulong DrawsPerCut = 16;
    private const double MostHotVacancies = 0.03;
    private const double LeastShare = 0.5;
    private const double GrowthPerAttempt = 1.5;

    private readonly RobustTrainingSettings _settings;
    private readonly AtomicStructure _crystal;
    private readonly ImmutableArray<AtomicStructure> _blocks;
    private readonly double _distance;
    private readonly double _density;
    private readonly int _species;

    public DefectiveSamples(Prototype prototype, RobustTrainingSettings settings)
    {
        (Prototype, _settings, _crystal) = (prototype, settings, prototype.Structure);
        PristineStructures.Sample[] samples = [.. PristineStructures.Of(prototype)];
        _blocks = _crystal.Periodicity.Any
            ? [.. samples.Skip(1).SelectMany(s => new[]
                { s.Structure, s.Structure.WithPeriodicity(_crystal.Periodicity) })]
            : [_crystal];
        _distance = NearestNeighborDistance.OfAllAtoms(_crystal);
        _species = _crystal.DistinctSpecies().Length;

        // Layers and tubes have no volume of their own.
        _density = _crystal.Periodicity == Periodicity.Bulk
            ? _crystal.Count / _crystal.Lattice!.Volume
            : 1 / Math.Pow(_distance, 3);
    }

    /// <summary>The class.</summary>
    public Prototype Prototype { get; }

    /// <summary>A defective block.</summary>
    /// <param name="number">Number of the row, which decides everything that is random.</param>
    /// <param name="turn">Which of the blocks.</param>
    public AtomicStructure Block(ulong number, int turn)
    {
        RandomNumbers random = Stream(number);
        AtomicStructure block = _blocks[turn % _blocks.Length];
        AtomicStructure made = WithDefects(block, random, number);
        return IsRecognizable(made) ? made : block;
    }

    /// <summary>A defective piece of the endless crystal.</summary>
    public AtomicStructure Piece(ulong number)
    {
        RandomNumbers random = Stream(number);
        for (int attempt = 0; attempt < MostAttempts; attempt++)
        {
            AtomicStructure made =
                WithDefects(Cut(random, attempt, FirstOfCut + (DrawsPerCut * (ulong)attempt)), random, number);
            if (IsRecognizable(made))
                return made;
        }

        return _blocks[0];
    }

    /// <summary>A piece as of a hot crystal.</summary>
    public AtomicStructure Hot(ulong number)
    {
        RandomNumbers random = Stream(number);
        AtomicStructure piece = Cut(random, 0, FirstOfCut);
        for (int attempt = 1; attempt < MostAttempts && !IsRecognizable(piece); attempt++)
            piece = Cut(random, attempt, FirstOfCut + (DrawsPerCut * (ulong)attempt));
        if (!IsRecognizable(piece))
            return _blocks[0];
        piece = Strain.Random(_settings.Strain * random.Uniform(0), _settings.Seed, number).Apply(piece);
        piece = Vacancies.Remove(piece, MostHotVacancies * random.Uniform(1), _settings.Seed, number);
        double deviation = random.Uniform(2, _settings.Heat.Low, _settings.Heat.High) * _distance;
        double waves = random.Uniform(3);
        piece = ThermalWaves.Move(piece, Math.Sqrt(waves) * deviation, _density, _settings.Seed, number);
        piece = Displacements.Gaussian(piece, Math.Sqrt(1 - waves) * deviation, _settings.Seed, number);
        return HardCores.Part(piece, random.Uniform(4, 0.7, 0.9) * _distance);
    }

    /// <summary>A piece whose atoms are shaken until no crystal is left.</summary>
    public AtomicStructure Shattered(ulong number)
    {
        RandomNumbers random = Stream(number);
        AtomicStructure piece = Cut(random, 2, FirstOfCut);
        if (piece.Count < LeastAtoms)
            piece = _blocks[0];
        double deviation = random.Uniform(0, _settings.Shattering.Low, _settings.Shattering.High);
        return WithoutOverlaps(Displacements.Gaussian(piece, deviation * _distance, _settings.Seed, number));
    }

    private RandomNumbers Stream(ulong number) => 
        RandomStreams.Of(RandomStreams.DefectiveSamples, _settings.Seed, number);

    private bool IsRecognizable(AtomicStructure structure)
    {
        if (structure.Count < LeastAtoms)
            return false;
        var counts = new Dictionary<ChemicalElement, int>();
        foreach (ChemicalElement element in structure.Species)
            counts[element] = counts.GetValueOrDefault(element) + 1;
        return counts.Count >= _species && counts.Values.All(count => count >= LeastPerSpecies);
    }

    // No matter has atoms on top of each other: of such a pair only the first stays.
    private AtomicStructure WithoutOverlaps(AtomicStructure structure)
    {
        var search = new NeighborSearch(structure, LeastShare * _distance);
        var neighbors = new NeighborBuffer();
        var dropped = new bool[structure.Count];
        for (int atom = 0; atom < structure.Count; atom++)
        {
            if (dropped[atom])
                continue;
            search.Find(atom, neighbors);
            foreach (int other in neighbors.Atoms)
                dropped[other] |= other > atom;
        }

        return structure.Select([.. Enumerable.Range(0, structure.Count).Where(atom => !dropped[atom])]);
    }

    // Cubes, and balls of the same volume; boxes that hold a layer or a tube have it not too far from their center.
    private AtomicStructure Cut(RandomNumbers random, int attempt, ulong first)
    {
        double Next(int k, double low, double high) => random.Uniform(first + (ulong)k, low, high);
        bool hasSurface = _crystal.Periodicity.Any && Next(8, 0, 1) < _settings.Surfaces;
        double filled = hasSurface ? Next(9, _settings.Filled.Low, _settings.Filled.High) : 1;
        double edge = Edge(Next(0, 0, 1), filled) + (attempt * GrowthPerAttempt);
        Rotation rotation = Rotation.Random(random, first + 1);
        Vector3D center;
        if (_crystal.Periodicity == Periodicity.Bulk)
        {
            center = _crystal.Lattice!.ToCartesian(new Vector3D(Next(4, 0, 1), Next(5, 0, 1), Next(6, 0, 1)));
        }
        else
        {
            double low = double.PositiveInfinity, high = double.NegativeInfinity;
            foreach (Vector3D p in _crystal.Positions)
                (low, high) = (Math.Min(low, p.Z), Math.Max(high, p.Z));
            center = _crystal.Periodicity.Any
                ? (Next(4, 0, 1) * _crystal.Lattice!.A) + (Next(5, 0, 1) * _crystal.Lattice.B)
                    + new Vector3D(0, 0, ((low + high) / 2) + Next(6, -edge / 5, edge / 5))
                : new Vector3D(0, 0, Next(6, low, high));
        }

        AtomicStructure piece = Next(7, 0, 1) < 0.2
            ? CrystalPiece.Ball(_crystal, center, edge * Math.Cbrt(3 / (4 * Math.PI)))
            : CrystalPiece.Cube(_crystal, center, rotation, edge);
        return hasSurface ? Below(piece, Rotation.Random(random, first + 10), filled) : piece;
    }

    // What is left of a piece below a surface of any direction.
    private static AtomicStructure Below(AtomicStructure piece, Rotation rotation, double share) =>
        piece.Select([.. Enumerable.Range(0, piece.Count)
            .OrderBy(atom => rotation.Apply(piece.Positions[atom]).Z)
            .Take((int)(share * piece.Count))
            .Order()]);

    // Pieces of all crystals and layers have the same numbers of atoms, whatever share of the cube is filled: were
    // their edges the same, a small piece would be one of an open crystal.
    private double Edge(double share, double filled)
    {
        if (!_crystal.Periodicity.Any)
            return _settings.Edges.Low + (share * (_settings.Edges.High - _settings.Edges.Low));
        (double low, double high) = _settings.PieceAtoms;
        double atoms = low * Math.Pow(high / low, share) / filled;
        return _crystal.Periodicity == Periodicity.Bulk
            ? Math.Cbrt(atoms / _density)
            : Math.Sqrt(atoms * Vector3D.Cross(_crystal.Lattice!.A, _crystal.Lattice.B).Length / _crystal.Count);
    }

    private AtomicStructure WithDefects(AtomicStructure structure, RandomNumbers random, ulong number)
    {
        if (random.Uniform(0) < 0.1)
            return structure;
        if (random.Uniform(1) < 0.3)
            structure = Strain.Random(_settings.Strain * random.Uniform(2), _settings.Seed, number).Apply(structure);
        if (random.Uniform(7) < 0.1)
            structure = WithSubstitutions(structure, random.Uniform(8), number);
        if (random.Uniform(3) < 0.5)
            structure = Vacancies.Remove(structure, _settings.Missing * random.Uniform(4), _settings.Seed, number);
        double size = random.Uniform(6);
        int kind = random.Below(5, 8);
        if (kind < 2)
            return structure;
        if (kind < 5)
            return Displacements.Uniform(structure, size * _settings.Uniform * _distance, _settings.Seed, number);
        double deviation = size * _settings.Gaussian * _distance;
        return kind == 5 || structure.Periodicity.Any
            ? Displacements.Gaussian(structure, deviation, _settings.Seed, number)
            : ThermalWaves.Move(structure, deviation, _density, _settings.Seed, number);
    }

    private AtomicStructure WithSubstitutions(AtomicStructure structure, double size, ulong number) => _species > 1
        ? Substitutions.Exchange(structure, size * _settings.Antisites, _settings.Seed, number)
        : Substitutions.Dissolve(structure, Solute, size * _settings.Solute, _settings.Seed, number);
}
