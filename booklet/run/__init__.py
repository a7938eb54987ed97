"""What happens around a build: what there is to do, who does it, what is saved and told."""
