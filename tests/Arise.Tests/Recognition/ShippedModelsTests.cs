using Arise.Prototypes;
using Arise.Recognition;

namespace Arise.Tests.Recognition;

public class ShippedModelsTests
{
    [Fact]
    public void Models_are_found_by_name_or_file()
    {
        Assert.Contains(ShippedModels.DefaultName, ShippedModels.Names);
        Assert.Same(ShippedModels.Default, ShippedModels.Find(ShippedModels.DefaultName));
        foreach (string name in ShippedModels.Names)
        {
            // The models that label atoms know "none" too.
            int families = PrototypeLibrary.Families.Count;
            int classes = name.StartsWith("arise-atoms", StringComparison.Ordinal) ? families + 1
                : name == "arise-families" ? families : PrototypeLibrary.Published.Count;
            Assert.Equal(classes, ShippedModels.Find(name).Metadata.ClassLabels.Length);
        }

        string file = Path.Combine(SharedData.RepositoryRoot, "models", ShippedModels.DefaultName + ".safetensors");
        Assert.Equal(ShippedModels.Default.Layers[0].Weights, ShippedModels.Find(file).Layers[0].Weights);
        Assert.Contains(
            ShippedModels.DefaultName,
            Assert.Throws<FileNotFoundException>(() => ShippedModels.Find("arise-1")).Message,
            StringComparison.Ordinal);
    }
}
