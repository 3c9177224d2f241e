namespace Arise.Numerics;

/// <summary>
/// The table of all uses of random numbers. The upper byte of a stream is the use, the other 56 bits are the number of
/// the structure, layer, epoch or point: what one use draws has nothing to do with what another one draws, under the
/// same seed too.
/// </summary>
/// <remarks>
/// A Philox counter has four words; the upper byte of the last one is the use. The masks of predictions
/// (<see cref="PredictionMasks"/>) fill the counter in their own way and have the number of the block of 64 passes in
/// the last word, 2^20 blocks per member of an ensemble of up to 16: its upper byte is 0.
/// </remarks>
internal static class RandomStreams
{
    /// <summary>Dropout masks of predictions: counter (draw, unit, layer, block of 64 passes).</summary>
    public const byte PredictionMasks = 0x00;

    /// <summary>What a sample of atoms with known classes is; the number is the sample.</summary>
    public const byte AtomSamples = 0xA0;

    /// <summary>Random forces of crystals of springs.</summary>
    public const byte SpringForces = 0xA1;

    /// <summary>What a structure of a known class is; the number is the sample.</summary>
    public const byte StructureSamples = 0xB4;

    /// <summary>Crystals that a verdict must call known; the number is the crystal.</summary>
    public const byte KnownCrystals = 0xB5;

    /// <summary>Members of classes that other crystals are compared with; the number is the member.</summary>
    public const byte ClassRelatives = 0xB6;

    /// <summary>Random forces of molecular dynamics; the number is the run, the index is step x atoms + atom.</summary>
    public const byte Kicks = 0xA8;

    /// <summary>What a simulated image shows; the number is the image.</summary>
    public const byte SimulatedImages = 0xA2;

    /// <summary>
    /// Noise of the detector of a simulated image: number 0 normal, 1 for counts; the index is the pixel.
    /// </summary>
    public const byte DetectorNoise = 0xA3;

    /// <summary>How a patch for the training of a network that finds atoms is taken; the number is the patch.</summary>
    public const byte AtomFinderPatches = 0xA4;

    /// <summary>Dropout masks of training: counter (block of samples, unit, layer, use).</summary>
    public const byte TrainingMasks = 0xC0;

    /// <summary>Split of a class into training and validation rows; the number is the class.</summary>
    public const byte TrainingSplit = 0xC1;

    /// <summary>Initial weights; the number is the layer.</summary>
    public const byte InitialWeights = 0xC2;

    /// <summary>Order of the training rows; the number is the epoch.</summary>
    public const byte TrainingOrder = 0xC3;

    /// <summary>Proposals of the search of hyper-parameters; the number is the trial.</summary>
    public const byte Tuning = 0xC4;

    /// <summary>Which atoms of a labeled sample become rows; the number is the sample.</summary>
    public const byte AtomRows = 0xAC;

    /// <summary>Centers of the grains of a polycrystal.</summary>
    public const byte GrainCenters = 0xD1;

    /// <summary>Orientations of grains; the number is the grain.</summary>
    public const byte GrainOrientations = 0xD2;

    /// <summary>Origins of the lattices of grains; the number is the grain.</summary>
    public const byte GrainOffsets = 0xD3;

    /// <summary>Species of the sites of a solid solution.</summary>
    public const byte Occupation = 0xD4;

    /// <summary>Factor of the lengths of the crystals of a collection; the number is the crystal.</summary>
    public const byte CrystalScales = 0xD5;

    /// <summary>Which atoms are missing; the number is the structure, as in all streams of defects.</summary>
    public const byte Vacancies = 0xE1;

    /// <summary>How atoms move independently of each other.</summary>
    public const byte Displacements = 0xE2;

    /// <summary>Positions that an image may show, too; the number is the sample.</summary>
    public const byte PositionSamples = 0xE7;

    /// <summary>Homogeneous strain.</summary>
    public const byte Strain = 0xE3;

    /// <summary>Places of the atoms of disordered packings; the number is the packing.</summary>
    public const byte Packings = 0xE4;

    /// <summary>Waves that move neighbors together.</summary>
    public const byte ThermalWaves = 0xE5;

    /// <summary>Which atoms change their species.</summary>
    public const byte Substitutions = 0xE6;

    /// <summary>What happens to a defective training sample; the number is the row.</summary>
    public const byte DefectiveSamples = 0xE8;

    /// <summary>What a disordered training sample is; the number is the row.</summary>
    public const byte DisorderedSamples = 0xE9;

    /// <summary>Factor of all lengths of a training sample; the number is the row.</summary>
    public const byte SampleScales = 0xEA;

    /// <summary>Start vectors of the spectral layout; the number tells the component.</summary>
    public const byte SpectralLayout = 0xF1;

    /// <summary>Samples of the UMAP optimization; the number is epoch x 2^32 + point.</summary>
    public const byte UmapSamples = 0xF2;

    /// <summary>Start positions of UMAP where the graph gives none.</summary>
    public const byte UmapStart = 0xF3;

    /// <summary>Candidates of the approximate neighbor search; the number is point or round.</summary>
    public const byte NeighborCandidates = 0xF4;

    private const int UseShift = 56;

    /// <summary>The stream of a use; of the number 56 bits count.</summary>
    public static ulong Stream(byte use, ulong number = 0) =>
        ((ulong)use << UseShift) | (number & ((1UL << UseShift) - 1));

    /// <summary>The random numbers of a use.</summary>
    public static RandomNumbers Of(byte use, ulong seed, ulong number = 0) => new(seed, Stream(use, number));
}
